/**
 * An engine that opens no database: it speaks the shell's protocol and echoes what a window sends. Started as a Node
 * child or as a utility process. A message `{ ask: … }` makes it do or tell something the tests need.
 */
const isUtility = Boolean(process.parentPort);
const send = (message) => (isUtility ? process.parentPort.postMessage(message) : process.send?.(message));
const waiting = new Map();
const granted = [];
let lastId = 0;

const askShell = (message) =>
  new Promise((resolve) => {
    lastId += 1;
    waiting.set(lastId, resolve);
    send({ ...message, id: lastId });
  });

const answers = {
  about: () => ({
    kind: isUtility ? 'utility' : 'node',
    pid: process.pid,
    args: process.argv.slice(2),
    env: Object.keys(process.env).filter((name) =>
      /^(CALLBOARD_|NODE_OPTIONS|ELECTRON_RUN_AS_NODE)/.test(name),
    ),
  }),
  granted: () => granted,
  crash: () => process.exit(1),
  fatal: () => {
    send({ type: 'fatal', code: 'DATABASE_IS_NEWER', message: 'made by a later version' });
    setTimeout(() => process.exit(1), 50);
  },
  nonsense: () => send({ type: 'no-such-message' }),
  attention: () => send({ type: 'attention' }),
  storeSecret: ({ name, value }) => askShell({ type: 'secret-store', name, value }),
  readSecret: ({ name }) => askShell({ type: 'secret-read', name }),
};

const answer = async (port, data) => {
  const act = answers[data?.ask];
  send({ type: 'port-message', port, data: act ? { answer: await act(data) } : data });
};

const obey = (message) => {
  switch (message.type) {
    case 'port-message':
      return void answer(message.port, message.data);
    case 'path-granted':
      return void granted.push({ path: message.path, access: message.access });
    case 'secret-value':
      return waiting.get(message.id)?.(message.value);
    case 'secret-stored':
      return waiting.get(message.id)?.(message.result);
    case 'shutdown':
      // Tells the tests that it was asked, not killed.
      console.error('stand-in engine: shutting down');
      return process.exit(0);
  }
};

if (isUtility) process.parentPort.on('message', (event) => obey(event.data));
else process.on('message', obey);
process.on('disconnect', () => process.exit(0));
send({ type: 'ready' });
