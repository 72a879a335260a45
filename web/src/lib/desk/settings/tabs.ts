export const settingsTabs = [
  'company',
  'sending',
  'incoming',
  'understanding',
  'interest',
  'statuses',
  'users',
  'connections',
  'log',
  'health',
] as const;
export type SettingsTab = (typeof settingsTabs)[number];
