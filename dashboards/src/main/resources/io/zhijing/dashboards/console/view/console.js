// What pages do beside being read: news, forms that are sent once, lines of the rules' text.

const CALM = 4000;
const AGAIN = 2000;
const ASKED = 60;
const body = document.body;
const notice = document.getElementById('live');

function tell() {
  if (notice.childElementCount > 0) {
    return;
  }
  const text = document.createElement('span');
  text.textContent = notice.dataset.text;
  const link = document.createElement('a');
  link.href = window.location.href;
  link.textContent = notice.dataset.refresh;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    window.location.reload();
  });
  notice.append(text, link);
}

function leave(element) {
  element.querySelectorAll('[data-plot], [data-map]').forEach((box) => {
    window.echarts?.getInstanceByDom(box)?.dispose();
  });
}

// A part that somebody is at is left alone: focus must not be lost.
function replace(fresh, kinds) {
  let isLeft = false;
  document.querySelectorAll('main [data-live]').forEach((part) => {
    const other = fresh.getElementById(part.id);
    if (!other || !kinds.has(part.dataset.live) || part.isEqualNode(other)) {
      return;
    }
    if (part.contains(document.activeElement)) {
      isLeft = true;
      return;
    }
    leave(part);
    const adopted = document.adoptNode(other);
    part.replaceWith(adopted);
    document.dispatchEvent(new CustomEvent('zhijing:replaced', { detail: { root: adopted } }));
  });
  const asOf = fresh.getElementById('as-of');
  if (asOf) {
    document.getElementById('as-of')?.replaceWith(document.adoptNode(asOf));
  }
  if (isLeft) {
    tell();
  }
}

// Asked by itself: it must not keep a session awake that nobody uses.
function look() {
  const headers = { Accept: 'text/html', 'X-Zhijing-Unasked': 'true' };
  return fetch(window.location.href, { headers });
}

async function refresh(kinds) {
  const answer = await look();
  if (!answer.ok || answer.redirected) {
    tell();
    return;
  }
  replace(new DOMParser().parseFromString(await answer.text(), 'text/html'), kinds);
}

function listen() {
  let source = null;
  let timer = null;
  const kinds = new Set();
  const later = () => {
    if (timer !== null) {
      return;
    }
    timer = setTimeout(() => {
      timer = null;
      const told = new Set(kinds);
      kinds.clear();
      refresh(told).catch(tell);
    }, CALM);
  };
  const heard = (event) => {
    if (body.dataset.live === 'on') {
      kinds.add(event.type);
      later();
    } else if (event.type === 'warnings') {
      tell();
    }
  };
  const open = () => {
    source = new EventSource('/api/v1/events');
    ['warnings', 'counts', 'accounts'].forEach((name) => source.addEventListener(name, heard));
    source.addEventListener('too_many', close);
  };
  const close = () => {
    source?.close();
    source = null;
  };
  // A page that nobody looks at needs no line; browsers have few of them.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      close();
    } else if (source === null) {
      open();
    }
  });
  window.addEventListener('pagehide', close);
  if (!document.hidden) {
    open();
  }
}

// An answer that has not come yet is asked for until it is there, as long as nobody is writing.
function ask(left) {
  const box = document.querySelector('#answer.answer-pending');
  if (!box || left === 0) {
    return;
  }
  setTimeout(async () => {
    const answer = await look();
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = page.querySelector('#answer:not(.answer-pending)');
    if (!answer.ok || !now) {
      ask(left - 1);
    } else if (document.activeElement?.closest('form')) {
      box.replaceWith(document.adoptNode(now));
    } else {
      window.location.reload();
    }
  }, AGAIN);
}

function once(event) {
  const form = event.target.closest('form[data-once]');
  if (!form || event.defaultPrevented) {
    return;
  }
  setTimeout(() => form.querySelectorAll('button').forEach((button) => (button.disabled = true)), 0);
}

function numbered(text) {
  const box = document.createElement('span');
  box.className = 'lined';
  box.style.display = 'block';
  const gutter = document.createElement('span');
  gutter.className = 'gutter code';
  gutter.setAttribute('aria-hidden', 'true');
  text.replaceWith(box);
  box.append(text, gutter);
  const count = () => {
    const lines = text.value.split('\n').length;
    gutter.textContent = Array.from({ length: lines }, (_, at) => at + 1).join('\n');
    gutter.scrollTop = text.scrollTop;
  };
  text.addEventListener('input', count);
  text.addEventListener('scroll', () => (gutter.scrollTop = text.scrollTop));
  count();
}

// Fields left empty need not stand in addresses.
function withoutBlanks(event) {
  const values = event.detail.parameters;
  Object.keys(values).forEach((name) => {
    if (values[name] === '') {
      delete values[name];
    }
  });
}

document.addEventListener('submit', once);
document.addEventListener('htmx:configRequest', withoutBlanks);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    document.querySelectorAll('details.me[open]').forEach((menu) => {
      menu.open = false;
      menu.querySelector('summary').focus();
    });
  }
});
document.addEventListener('click', (event) => {
  document.querySelectorAll('details.me[open]').forEach((menu) => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  });
});
window.addEventListener('pageshow', (event) => {
  if (event.persisted) {
    document.querySelectorAll('form[data-once] button').forEach((each) => (each.disabled = false));
  }
});
document.querySelectorAll('textarea[data-lines]').forEach(numbered);
document.getElementById('answer')?.focus();
ask(ASKED);
if (body.dataset.live !== 'off') {
  listen();
}
