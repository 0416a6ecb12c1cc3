// `@kubernetes/client-node` against a local engine: an informer, submit, watch, follow a log, delete. Run by `run`, with
// KUBECONFIG set and a working directory that has the package.
import assert from 'node:assert';
import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';

const k8s = createRequire(`${process.cwd()}/`)('@kubernetes/client-node');
const config = new k8s.KubeConfig();
config.loadFromDefault();
const custom = config.makeApiClient(k8s.CustomObjectsApi);
const core = config.makeApiClient(k8s.CoreV1Api);
const place = { group: 'argoproj.io', version: 'v1alpha1', namespace: 'default', plural: 'workflows' };
const path = '/apis/argoproj.io/v1alpha1/namespaces/default/workflows';

const within = (seconds, what, promise) =>
  Promise.race([promise, new Promise((_, no) => setTimeout(() => no(new Error(`${what}: too late`)), seconds * 1000).unref())]);

// The informer's view of the workflows, and what it was told.
const told = [];
let wake = () => {};
const informer = k8s.makeInformer(config, path, () => custom.listNamespacedCustomObject(place));
for (const kind of ['add', 'update', 'delete', 'error']) {
  informer.on(kind, (object) => {
    told.push([kind, object]);
    wake();
  });
}
const when = async (what, found) => {
  await within(60, what, (async () => {
    while (!found()) await new Promise((yes) => { wake = yes; });
  })());
};
await informer.start();

const made = await custom.createNamespacedCustomObject({
  ...place,
  body: {
    apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: { generateName: 'node-' },
    spec: {
      entrypoint: 'main',
      templates: [{ name: 'main', container: { image: 'busybox', command: ['sh', '-c', 'echo one; sleep 1; echo two'] } }],
    },
  },
});
const name = made.metadata.name;
const phase = () => informer.get(name, 'default')?.status?.phase;
await when('the workflow is there', () => told.some(([kind, object]) => kind === 'add' && object.metadata.name === name));

// The pod of a workflow with one step has the workflow's name.
const pod = async () => {
  for (;;) {
    const found = await core.readNamespacedPod({ name, namespace: 'default' }).catch(() => undefined);
    if (['Running', 'Succeeded'].includes(found?.status?.phase)) return;
    await new Promise((yes) => setTimeout(yes, 50));
  }
};
await within(60, 'the pod runs', pod());
const sink = new PassThrough();
let text = '';
sink.on('data', (part) => { text += part; });
await new k8s.Log(config).log('default', name, 'main', sink, { follow: true });
await within(60, 'the log ends', new Promise((yes) => sink.on('end', yes)));
assert.strictEqual(text, 'one\ntwo\n');
await when('the workflow ends', () => phase() === 'Succeeded');

// Many changes, each told once and in order.
const from = told.length;
for (let n = 0; n < 20; n += 1) {
  await custom.patchNamespacedCustomObject(
    { ...place, name, body: [{ op: 'add', path: '/metadata/annotations/n', value: `${n}` }] },
    k8s.setHeaderOptions('Content-Type', k8s.PatchStrategy.JsonPatch),
  );
}
await when('all changes', () => informer.get(name, 'default')?.metadata.annotations.n === '19');
const versions = told.slice(from).map(([, object]) => Number(object.metadata.resourceVersion));
assert.deepStrictEqual(versions, [...new Set(versions)].sort((a, b) => a - b));

await custom.deleteNamespacedCustomObject({ ...place, name });
await when('the workflow goes', () => told.some(([kind, object]) => kind === 'delete' && object.metadata.name === name));
assert.strictEqual(informer.get(name, 'default'), undefined);
assert.ok(!told.some(([kind]) => kind === 'error'), 'no errors');
await informer.stop();
console.log('the JavaScript client: informer, submit, log, patch, delete');
process.exit(0);
