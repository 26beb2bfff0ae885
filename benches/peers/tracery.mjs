// Tracery: each slot and each alternative is a symbol. Usage: node tracery.mjs PLAN N

import tracery from 'tracery-grammar';
import { Rules, draw } from './plan.mjs';

const write = (parts) =>
  parts.map((p) => (p.rule === undefined ? p.replace(/[[\]#\\]/g, '\\$&') : `#r${p.rule}#`)).join('');

const plan = new Rules(process.argv[2]);
const rules = { origin: [write(plan.root)] };
plan.rules.forEach(({ entries }, at) => {
  rules[`r${at}`] = entries.map(write);
});
const grammar = tracery.createGrammar(rules);
draw(() => grammar.flatten('#origin#'));
