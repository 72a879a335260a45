/** An endpoint that speaks OpenAI's chat completions and does what it is told to: it answers, lies, stalls or breaks off. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AskedModel {
  authorization: string | undefined;
  body: {
    model: string;
    tools?: unknown;
    messages: { role: string; content: string }[];
    response_format: unknown;
  };
  /** What the user message holds. */
  data: { words: string; items: { number: string }[]; received: string };
}

export type Script = (response: ServerResponse, asked: AskedModel) => void;

export interface ScriptedModel {
  url: string;
  /** All that it was asked, in order. */
  asked: AskedModel[];
  does(script: Script): void;
  close(): Promise<void>;
}

/** @param content of the message, as text or as what is to be written as JSON */
export const answers =
  (content: unknown, usage: object | null = { prompt_tokens: 1_000, completion_tokens: 100 }): Script =>
  (response) => {
    const message = {
      role: 'assistant',
      content: typeof content === 'string' ? content : JSON.stringify(content),
    };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ id: 'c', object: 'chat.completion', choices: [{ index: 0, message }], usage }),
    );
  };

export const fails =
  (status: number, headers: Record<string, string> = {}): Script =>
  (response) => {
    response.writeHead(status, headers);
    response.end('{"error":{"message":"no"}}');
  };

/** Takes the question and says nothing. */
export const stalls: Script = () => undefined;

/** Ends in the middle of an answer. */
export const breaksOff: Script = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"choices":[{"message":{"content":"{');
  setImmediate(() => response.destroy());
};

/** A byte now and then, for ever. */
export const drips: Script = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

/** More than any answer takes. */
export const floods: Script = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const block = ' '.repeat(64 * 1024);
  const send = () => {
    while (!response.destroyed && response.write(block));
    if (!response.destroyed) response.once('drain', send);
  };
  send();
};

export async function startScriptedModel(): Promise<ScriptedModel> {
  const asked: AskedModel[] = [];
  let script: Script = fails(500);
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const body = JSON.parse(text) as AskedModel['body'];
      const data = JSON.parse(body.messages.at(-1)!.content) as AskedModel['data'];
      const question = { authorization: request.headers.authorization, body, data };
      asked.push(question);
      script(response, question);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    does(next) {
      script = next;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
