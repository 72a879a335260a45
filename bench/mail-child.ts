/** The mail server of a bench, in a process of its own: what it costs is no cost of a worker. */
import { startSmtpSink } from '../test/support/smtp-sink.ts';

const sink = await startSmtpSink();
process.send!(sink.port);
process.once('disconnect', () => void sink.close().finally(() => process.exit(0)));
