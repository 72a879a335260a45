/** The error page stands apart from the catalogue: pages without account load it, and nothing else of ours. */
export const errorPage = {
  titles: {
    notFound: 'This page does not exist',
    forbidden: 'You may not see this',
    broken: 'Something went wrong',
    unavailable: 'Not reachable at the moment',
  },
  texts: {
    notFound: 'The link may be old, or what it led to is gone.',
    forbidden: 'Your role does not allow this. Ask an administrator.',
    broken: 'The error is recorded. Nothing was changed by it. Try again, or tell your administrator.',
    unavailable: 'A part of Relance is restarting. Nothing is lost; try again in a moment.',
  },
  retry: 'Try again',
  home: 'Go to the agenda',
  reference: (id: string) => `Reference for your administrator: ${id}`,
};
