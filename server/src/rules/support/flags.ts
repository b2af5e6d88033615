import type { ProtocolObservation } from '../../flow/observation.ts';
import { sameSite, type Site } from '../../flow/site.ts';
import type { FixDraft, RuleContext } from '../rule.ts';
import { isWritten, protocolCallsOf } from './observations.ts';
import { ifBlock, indentUnit, indentation, insertAfter, sourceText, statementAt } from './statements.ts';

/**
 * A flag that is set where the resource is opened and asked before the closing call. Only where one statement
 * `status = Wsk...(...)` of the same function opens the resource.
 */
export function guardWithFlag(context: RuleContext, closing: ProtocolObservation): FixDraft | undefined {
  const { fn } = closing.site;
  const unit = fn.unit;
  const opens: Site[] = [];
  for (const open of protocolCallsOf(context, closing.call.protocol, 'open')) {
    if (open.place === closing.place && !opens.some((site) => sameSite(site, open.site)))
      opens.push(open.site);
  }
  const [open] = opens;
  if (open?.fn !== fn || opens.length !== 1 || !isWritten(open) || !isWritten(closing.site)) return undefined;
  const opener = statementAt(unit, open.span);
  const closer = statementAt(unit, closing.site.span);
  if (opener?.node.kind !== 'expression_statement' || opener.isBare) return undefined;
  if (closer?.node.kind !== 'expression_statement' || closer.isBare) return undefined;
  const status = /^\s*([A-Za-z_]\w*)\s*=/.exec(sourceText(unit, opener))?.[1];
  if (status === undefined) return undefined;
  const capitals = fn.locals.some((local) => /^[A-Z][a-z]/.test(local.name));
  const word = closing.call.protocol === 'registration' ? 'Registered' : 'Captured';
  const flag = capitals ? `Wsk${word}` : `wsk${word}`;
  if (unit.identifiers().has(flag)) return undefined;
  const indent = indentUnit(unit);
  const outer = indentation(unit, closer.start);
  const declared = fn.bodySpan.start + 1;
  const inner = indentation(unit, fn.bodySpan.end - 1) + indent;
  return {
    title: `Guard ${closing.site.call?.name ?? 'the call'} with a flag`,
    safety: 'review',
    edits: [
      { unit, span: { start: declared, end: declared }, newText: `\n${inner}BOOLEAN ${flag} = FALSE;` },
      ...insertAfter(opener, [`${flag} = NT_SUCCESS(${status});`]),
      {
        unit,
        span: { start: closer.start, end: closer.end },
        newText: ifBlock(unit, flag, [sourceText(unit, closer)]).join('\n' + outer),
      },
    ],
  };
}
