export const settingsTabs = [
  'company',
  'sending',
  'incoming',
  'interest',
  'statuses',
  'users',
  'connections',
  'log',
  'health',
] as const;
export type SettingsTab = (typeof settingsTabs)[number];
