import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/** Where `vite dev` finds a running API; the built web asks the process that serves it (hooks.server.ts). */
const apiOrigin = process.env.RELANCE_API_ORIGIN ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ precompress: true }),
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          // Scripts run with a nonce only. Styles may stand inline: bars and menus have style attributes, and the
          // frame that shows a message as it was sent inherits this policy with the message's own style sheet.
          'style-src': ['self', 'unsafe-inline'],
          'img-src': ['self', 'data:'],
          'font-src': ['self', 'data:'],
          'connect-src': ['self'],
          'frame-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  build: {
    rolldownOptions: {
      // Rules do nothing when they are loaded: a page carries those it uses.
      treeshake: { moduleSideEffects: [{ test: /\/domain\//, sideEffects: false }] },
    },
  },
  server: {
    proxy: { '/api': { target: apiOrigin } },
    fs: { allow: ['..'] },
  },
});
