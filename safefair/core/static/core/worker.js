// Shows the pages that she kept when there is no network. Registered by her tap only; see keep.js.
const NAME = "pages", LASTS = 30 * 864e5, PATIENCE = 5000;
const LIST = new URL("kept", registration.scope).href;
addEventListener("install", () => skipWaiting());
addEventListener("fetch", event => {
  if (event.request.mode === "navigate" && event.request.method === "GET") event.respondWith(answer(event.request));
});
// caches.open would make the store anew after she removed it: it is opened only where a kept page was found.
const find = url => caches.match(url, {cacheName: NAME});
async function answer(request) {
  const url = request.url.split("#")[0];
  const own = /\/\d+$/.test(url) ? url + "/kept" : url;
  const kept = await find(own);
  if (!await caches.has(NAME)) await registration.unregister();
  if (!kept) return fetch(request).catch(async () => (await find(LIST)) || Response.error());
  const is_fresh = Date.now() - Date.parse(kept.headers.get("date")) < LASTS;
  const fetched = fetch(own, {cache: "no-cache"}).then(response => renew(own, response));
  if (!is_fresh) return fetched.catch(() => forget(own));
  const late = new Promise(done => setTimeout(done, PATIENCE, kept.clone()));
  return Promise.race([fetched.catch(() => kept), late]);
}
async function renew(url, response) {
  if (response.ok && await find(url)) await (await caches.open(NAME)).put(url, response.clone());
  if (response.status === 404) await forget(url);
  return response;
}
async function forget(url) {
  if (await find(url)) {
    const store = await caches.open(NAME);
    await store.delete(url);
    const left = (await store.keys()).filter(one => /\/\d+\/kept$/.test(one.url));
    if (!left.length) { await caches.delete(NAME); await registration.unregister(); }
  }
  return (await find(LIST)) || Response.error();
}
