// Reads a plan as `nigao space OUTLINE --json --full` prints it, for the two peers in JavaScript.

import { readFileSync, writeSync } from 'node:fs';

// The plan as rules: each is a list of entries, an entry a list of texts and {rule} parts. The slots that draw from the same
// pools with the same words handed over are one rule.
export class Rules {
  constructor(path) {
    this.plan = JSON.parse(readFileSync(path, 'utf8'));
    this.rules = [];
    this.known = new Map();
  }

  get root() {
    return this.parts(this.plan.root);
  }

  parts(node) {
    if (typeof node === 'string') return [node];
    const [[kind, inner]] = Object.entries(node);
    switch (kind) {
      case 'seq':
        return inner.flatMap((item) => this.parts(item));
      case 'either':
        return [{ rule: this.add(inner.map((option) => this.parts(option)), true) }];
      case 'say':
        return [{ rule: this.say(inner) }];
      default:
        throw new Error(`the comparison knows no ${kind}`);
    }
  }

  say({ pools, with: handed = {} }) {
    const key = JSON.stringify([pools, handed]);
    if (!this.known.has(key)) {
      const part = (p) => (p.with ? handed[p.with] : p.say ? { rule: this.say(p.say) } : p);
      const entries = pools.flatMap((pool) => this.plan.pools[pool].entries);
      this.known.set(key, this.add(entries.map((entry) => entry.map(part)), false));
    }
    return this.known.get(key);
  }

  add(entries, isEither) {
    return this.rules.push({ entries, isEither }) - 1;
  }
}

// Draws as many texts as the command line says and writes them to stdout, a NUL behind each.
export function draw(text) {
  for (let left = Number(process.argv[3]); left > 0; left -= 1) writeSync(1, `${text()}\0`);
}
