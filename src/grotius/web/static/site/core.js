// Data of a snapshot comes as scripts that call `take`: a page opened from a folder may load nothing else.

window.grotius = (() => {
  const held = new Map();
  const waiting = new Map();
  return {
    take(kind, key, data) {
      held.set(`${kind}-${key}`, data);
    },
    held: (kind, key) => held.get(`${kind}-${key}`),
    // The piece, once its script has run; null where there is none.
    piece(kind, key) {
      const name = `${kind}-${key}`;
      if (held.has(name)) return Promise.resolve(held.get(name));
      if (!waiting.has(name)) {
        waiting.set(name, new Promise((resolve) => {
          const script = document.createElement("script");
          script.src = `search/${name}.js`;
          script.onload = () => resolve(held.get(name) ?? null);
          script.onerror = () => resolve(null);
          document.head.append(script);
        }));
      }
      return waiting.get(name);
    },
  };
})();
