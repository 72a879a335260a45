export const settingsTabs = ['company', 'sending', 'statuses', 'users', 'log', 'health'] as const;
export type SettingsTab = (typeof settingsTabs)[number];
