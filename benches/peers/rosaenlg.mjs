// RosaeNLG: a pool of texts is a `syn`, everything else a `synz` of its own. Usage: node rosaenlg.mjs PLAN N

import rosaenlg from 'rosaenlg';
import { Rules, draw } from './plan.mjs';

const line = (parts) =>
  parts
    .map((p) =>
      p.rule === undefined
        ? p.replace(/[#!](?=[[{])/g, '\\$&').replaceAll('\n', '#[br]')
        : `#[+r${p.rule}]`,
    )
    .join('');
const isText = (entry) => entry.every((part) => typeof part === 'string');

const plan = new Rules(process.argv[2]);
const root = plan.root;
const lists = {};
const mixins = plan.rules.map(({ entries, isEither }, at) => {
  if (!isEither && entries.every(isText)) {
    lists[`l${at}`] = entries.map((entry) => entry.join(''));
    return `mixin r${at}\n  | #[+syn(...l${at})]\n`;
  }
  return `mixin r${at}\n  synz\n${entries.map((entry) => `    syn\n      | ${line(entry)}\n`).join('')}`;
});
const language = 'zh_CN';
const template = rosaenlg.compile(`${mixins.join('')}| ${line(root)}\n`, { language, compileDebug: false });
draw(() => template({ ...lists, util: new rosaenlg.NlgLib({ language }) }));
