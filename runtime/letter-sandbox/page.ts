/** The page from which letters of the sandbox are steered, and faults are switched on. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openSteps, steps, type Step } from './course.ts';
import type { SandboxSending } from './letters.ts';
import { openPingenSteps } from './pingen/course.ts';
import type { PingenSandboxLetter } from './pingen/letters.ts';
import type { SandboxFaults, SandboxWorld } from './sandbox.ts';

const stepNames: Record<Step, string> = {
  accept: 'Accept',
  reject: 'Reject',
  block: 'Block: no credit',
  unblock: 'Credit is back',
  print: 'Print',
  dispatch: 'Post',
  transit: 'Sort',
  present: 'Absent: first presentation',
  keep: 'Keep at the post office',
  deliver: 'Deliver and sign',
  refuse: 'Refuse',
  unclaimed: 'Unclaimed after 15 days',
  return: 'Return to sender',
  wrong_address: 'Wrong address',
  unknown_code: 'A code nobody knows',
};

const faultNames: Record<keyof SandboxFaults, string> = {
  silentSubmits: 'Next submission takes effect, no answer comes',
  cutSubmits: 'Next submission takes effect, the connection is cut',
  errors: 'Next request is answered with 500',
  maintenance: 'Maintenance, said in the body with status 200',
  noCredit: 'Account without credit',
  refusesSignIn: 'Credentials are refused',
  refusesContent: 'Pages are refused',
};

const centreFaults = {
  doubled: 'Notifications come twice',
  reordered: 'Notifications come in the wrong order',
} as const;

export function pageRoutes(app: FastifyInstance, world: SandboxWorld): void {
  // A page of another site must not steer letters from the browser of anyone who looks at it.
  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'POST' || !request.url.startsWith('/sandbox/')) return;
    if (!['same-origin', 'none', undefined].includes(request.headers['sec-fetch-site'] as string | undefined))
      return reply.code(403).send('from another site');
  });
  const show = (reply: FastifyReply, html: string) => reply.type('text/html; charset=utf-8').send(html);
  app.get('/', async (_request, reply) => show(reply, page(world)));
  // Where the product's “See more” leads.
  app.get<{ Params: { id: string } }>('/sendings/:id', async (request, reply) => {
    const sending = world.letters.get(request.params.id);
    if (sending === undefined) return show(reply.code(404), frame('<p>No such letter.</p>'));
    return show(reply, frame(letterHtml(sending)));
  });
  app.post<{ Params: { id: string }; Body: { step?: string } }>(
    '/sandbox/letters/:id',
    async (request, reply) => {
      const sending = world.letters.get(request.params.id);
      const letter = world.pingen.get(request.params.id);
      const step = steps.find((one) => one === request.body.step);
      if (sending && step) world.steer(sending, [step]);
      if (letter && step) world.steerPingen(letter, [step]);
      return reply.redirect(pageBefore(request), 303);
    },
  );
  app.post<{ Params: { id: string } }>('/sandbox/letters/:id/answer', async (request, reply) => {
    const sending = world.letters.get(request.params.id);
    if (sending) world.letters.save({ ...sending, isSilent: false });
    return reply.redirect(pageBefore(request), 303);
  });
  app.post<{ Body: { fault?: string } }>('/sandbox/faults', async (request, reply) => {
    const { fault } = request.body;
    const { faults, centre, tokens } = world;
    if (fault === 'tokens') tokens.clear();
    else if (fault === 'doubled' || fault === 'reordered') centre.faults[fault] = !centre.faults[fault];
    else if (fault === 'late') centre.faults.lateMs = centre.faults.lateMs === 0 ? 60_000 : 0;
    else if (fault === 'silentSubmits' || fault === 'cutSubmits' || fault === 'errors') faults[fault] += 1;
    else if (
      fault === 'maintenance' ||
      fault === 'noCredit' ||
      fault === 'refusesSignIn' ||
      fault === 'refusesContent'
    )
      faults[fault] = !faults[fault];
    return reply.redirect('/', 303);
  });
  app.post<{ Params: { id: string } }>('/sandbox/notifications/:id', async (request, reply) => {
    world.centre.replay(request.params.id);
    return reply.redirect('/', 303);
  });
}

/** The page of one letter, where somebody came from there. */
function pageBefore({ headers }: FastifyRequest): string {
  const { referer = '' } = headers;
  const path = URL.canParse(referer) ? new URL(referer).pathname : '/';
  return path.startsWith('/sendings/') ? path : '/';
}

function page(world: SandboxWorld): string {
  const pingen = world.pingen.all().slice(0, 200).map(pingenHtml);
  const letters = [...world.letters.all().slice(0, 200).map(letterHtml), ...pingen];
  return frame(`
<section aria-labelledby="letters"><h2 id="letters">Letters</h2>
${letters.length === 0 ? '<p>None yet. Hand a letter over in Relance.</p>' : letters.join('')}</section>
<section aria-labelledby="faults"><h2 id="faults">Let something go wrong</h2>${faultsHtml(world)}</section>
<section aria-labelledby="news"><h2 id="news">Notifications</h2>${newsHtml(world)}</section>`);
}

function frame(content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox: nothing is posted</title><style>${style}</style></head><body><main>
<h1><a href="/">Sandbox: nothing is posted</a></h1>
<p>This page stands in for a provider of letters. What is handed over here is kept on this machine; it is neither printed nor sent. Steer what becomes of each letter, or let something go wrong.</p>
${content}
</main></body></html>`;
}

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{margin:0}main{max-width:60rem;margin:0 auto;padding:1rem}
article{border:1px solid GrayText;border-radius:.5rem;padding:.75rem;margin:.75rem 0}form{display:inline-block;margin:.125rem}
h1 a{color:inherit;text-decoration:none}
button{min-height:2rem;font:inherit}.state{font-weight:600}dl{display:grid;grid-template-columns:max-content 1fr;gap:.125rem 1rem}dd{margin:0;overflow-wrap:anywhere}`;

function letterHtml(sending: SandboxSending): string {
  const recipient = sending.recipients[0];
  const address = Object.entries(recipient?.fields ?? {})
    .filter(([name]) => /^(address_line_|email|company|last_name)/.test(name))
    .map(([, value]) => String(value))
    .join(', ');
  const last = recipient?.delivery.at(-1);
  const buttons = openSteps(sending)
    .map((step) => button(`/sandbox/letters/${sending.id}`, 'step', step, stepNames[step]))
    .join('');
  const silent = sending.isSilent
    ? `<p>Taken without an answer, and whoever asks about it gets none: Relance cannot know whether it went. ${button(`/sandbox/letters/${sending.id}/answer`, 'answer', '1', 'Answer again')}</p>`
    : '';
  return `<article><p><span class="state">${safe(sending.status)}</span> ${safe(last ? `${last.code} ${last.label}` : '')}</p>
<dl><dt>Letter</dt><dd>${safe(String(sending.fields['name'] ?? ''))} (${safe(sending.service)})</dd><dt>To</dt><dd>${safe(address)}</dd>
<dt>Reference</dt><dd>${safe(String(sending.fields['custom_id'] ?? ''))}</dd></dl>${codeHtml(sending)}${silent}${buttons}</article>`;
}

/** What a telephone would show. */
function codeHtml({ otp }: SandboxSending): string {
  if (otp === undefined) return '';
  return `<p>One-time code: <strong class="code">${safe(otp.code)}</strong> (until ${safe(otp.until)})</p>`;
}

function pingenHtml(letter: PingenSandboxLetter): string {
  const last = letter.events.at(-1);
  const buttons = openPingenSteps(letter)
    .map((step) => button(`/sandbox/letters/${letter.id}`, 'step', step, stepNames[step]))
    .join('');
  const name = String(letter.fields['file_original_name'] ?? '');
  return `<article><p><span class="state">${safe(letter.status)}</span> ${safe(last ? `${last.code} ${last.name}` : '')}</p>
<dl><dt>Letter</dt><dd>${safe(name)} (Pingen, ${safe(String(letter.fields['delivery_product'] ?? ''))})</dd></dl>${buttons}</article>`;
}

function faultsHtml({ faults, centre }: SandboxWorld): string {
  const shown = (value: number | boolean) =>
    value === false || value === 0 ? '' : ` (on${value === true ? '' : `: ${value}`})`;
  const own = Object.entries(faultNames).map(([name, label]) =>
    button('/sandbox/faults', 'fault', name, `${label}${shown(faults[name as keyof SandboxFaults])}`),
  );
  const news = Object.entries(centreFaults).map(([name, label]) =>
    button(
      '/sandbox/faults',
      'fault',
      name,
      `${label}${shown(centre.faults[name as keyof typeof centreFaults])}`,
    ),
  );
  const late = button(
    '/sandbox/faults',
    'fault',
    'late',
    `Notifications come a minute late${shown(centre.faults.lateMs)}`,
  );
  return [...own, button('/sandbox/faults', 'fault', 'tokens', 'Tokens expire now'), ...news, late].join('');
}

function newsHtml({ centre }: SandboxWorld): string {
  if (centre.sent.length === 0) return '<p>None yet.</p>';
  const rows = centre.sent
    .slice(0, 50)
    .map(
      ({ id, event_type, status, attempt_count, last_response_code }) =>
        `<li>${safe(event_type)}: ${status}, ${attempt_count} attempts, last answer ${last_response_code ?? 'none'} ${button(`/sandbox/notifications/${id}`, 'again', '1', 'Send again')}</li>`,
    );
  return `<ul>${rows.join('')}</ul>`;
}

function button(action: string, name: string, value: string, label: string): string {
  return `<form method="post" action="${safe(action)}"><button name="${name}" value="${safe(value)}">${safe(label)}</button></form>`;
}

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
