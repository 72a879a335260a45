/** Imported before a child's own code: a child whose `npm start` was killed ends too, instead of working unseen. */
const drainMs = 75_000;

process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), drainMs).unref();
});
// The channel alone must not keep the child running.
process.channel?.unref();
