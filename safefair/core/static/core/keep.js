addEventListener("DOMContentLoaded",async()=>{
const $=name=>document.querySelector(`[data-keep-${name}]`),here=$("list"),name="pages",list=here.dataset.keepList;
if(!("serviceWorker"in navigator&&"caches"in window))return;
const held=async()=>await caches.has(name)?(await(await caches.open(name)).keys()).filter(one=>/\/\d+\/kept$/.test(one.url)):[];
const remove=async()=>{for(const one of await navigator.serviceWorker.getRegistrations())await one.unregister();for(const one of await caches.keys())await caches.delete(one);await fetch(list,{method:"POST"}).catch(()=>0)};
const drop=async url=>{await(await caches.open(name)).delete(url);if(!(await held()).length)await remove();await show()};
const keep=async url=>{const pages=await Promise.all([url,list].map(async one=>{const page=await fetch(one,{cache:"reload"});if(!page.ok)throw Error();return[one,page]})),store=await caches.open(name);for(const[one,page]of pages)await store.put(one,page);await navigator.serviceWorker.register(here.dataset.keepWorker)};
const show=async()=>{const pages=await held(),row=$("row");here.textContent="";for(const{url}of pages){const copy=row.content.cloneNode(true),link=copy.querySelector("a"),text=await(await caches.match(url,{cacheName:name})).text();const seen=new DOMParser().parseFromString(text,"text/html"),title=seen.querySelector("h1");link.href=url.replace(/\/kept$/,"");link.textContent=title.textContent;link.lang=title.lang||seen.documentElement.lang;copy.querySelector("button").onclick=()=>drop(url);here.append(copy)}
$("none").hidden=pages.length>0;$("some").hidden=!pages.length;if($("offer"))$("offer").hidden=pages.some(one=>one.url===new URL($("offer").dataset.keepOffer,location).href)};
const failed=async()=>{$("failed").hidden=false;if(!(await held()).length)await remove();await show()};
$("cannot").hidden=true;$("can").hidden=false;await show();
if($("offer"))$("offer").onclick=()=>keep($("offer").dataset.keepOffer).then(show,failed);
$("remove").onclick=()=>remove().then(show);$("leave").onclick=async()=>{await remove();document.querySelector("[data-leave]").click()}})
