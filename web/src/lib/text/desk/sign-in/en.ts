export const signIn = {
  title: 'Sign in',
  lead: 'Who owes what, what happens next, and why.',
  email: 'E-mail address',
  password: 'Password',
  submit: 'Sign in',
  showPassword: 'Show password',
  busy: 'Signing in …',
};
