/** The sandbox of a provider of letters in a process of its own, to be killed: node letter-sandbox.ts <port> <folder>. */
import {
  sandboxAccount,
  startLetterSandbox,
  type SandboxFaults,
} from '../../runtime/letter-sandbox/sandbox.ts';

const [port, folder] = process.argv.slice(2);
const sandbox = await startLetterSandbox({ port: Number(port), folder: folder!, account: sandboxAccount });
process.on('message', (said: { faults?: Partial<SandboxFaults>; expireTokens?: boolean }) => {
  Object.assign(sandbox.faults, said.faults);
  if (said.expireTokens) sandbox.expireTokens();
  process.send!('done');
});
process.send!('ready');
