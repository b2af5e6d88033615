import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../server/src/catalogue/index.ts';
import { generalStatuses, neighbours } from '../../../server/src/catalogue/kernel/index.ts';
import { render, type Block } from '../../../server/src/features/hover/document.ts';
import { enumeratorPage, memberPage, symbolPage } from '../../../server/src/features/hover/pages.ts';
import { neighbourPage, rulePage, statusPage } from '../../../server/src/features/hover/placePages.ts';
import { ruleIds } from '../../../server/src/rules/ids.ts';

function document(pages: readonly (readonly Block[])[]): string {
  return pages.map((page) => render(page, 'markdown')).join('\n\n---\n\n') + '\n';
}

describe('hover pages', () => {
  it('renders every page to the reviewed document', async () => {
    await expect(document(catalogue.map((symbol) => symbolPage(symbol)))).toMatchFileSnapshot(
      '__snapshots__/pages.md',
    );
  });

  it('renders the pages of members, values, statuses, kernel neighbours and rules to another', async () => {
    const pages = [
      ...catalogue.flatMap((symbol) =>
        symbol.kind === 'structure'
          ? symbol.members.map((member) => memberPage(symbol, member))
          : symbol.kind === 'enum'
            ? symbol.values.map(({ name }) => enumeratorPage(symbol, name))
            : [],
      ),
      ...generalStatuses.map((status) => statusPage(status, [])),
      ...neighbours.map((routine) => neighbourPage(routine)),
      ...ruleIds.map(rulePage),
    ];
    await expect(document(pages)).toMatchFileSnapshot('__snapshots__/partPages.md');
  });

  it('has the same in plain text', () => {
    const symbol = catalogue.find(({ name }) => name === 'WskRegister');
    expect(symbol && render(symbolPage(symbol), 'plaintext')).toMatchInlineSnapshot(`
      "NTSTATUS WskRegister(
          _In_ PWSK_CLIENT_NPI WskClientNpi,
          _Out_ PWSK_REGISTRATION WskRegistration
      );

      Registers the driver as a WSK client and fills in its registration block. It is the first WSK call that a driver makes.

      Parameters:
        - WskClientNpi: Describes the client: its context and its dispatch table.
        - WskRegistration: Your block. WSK fills it in; it names this registration in later calls.

      IRQL: PASSIVE_LEVEL

      In callbacks and completion routines: not allowed: these run at up to DISPATCH_LEVEL.

      IRP: none

      Returns:
        - STATUS_SUCCESS: Registered. One WskDeregister is owed.
        - Any other status: Not registered. There is nothing to deregister.

      Remarks:
        - Balance each successful call with exactly one WskDeregister on the same block. After a failure there is nothing to deregister.
        - Each registration needs a block of its own; do not register a block again before it is deregistered.
        - Keep the block in resident memory until no registration function uses it any more. Never write into it.
        - Keep the WSK_CLIENT_DISPATCH valid and resident until WskDeregister returns. The WSK_CLIENT_NPI itself may be a local variable.
        - WskDeregister has to return before the driver's Unload routine does. When DriverEntry fails, Unload never runs: deregister before returning the error.
        - The result has to be checked (declared _Must_inspect_result_).
        - Does not have to be called in DriverEntry.

      Requirements:
        Minimum client: Windows Vista
        Target platform: Universal
        Header: wsk.h
        Library: Netio.lib

      See also: WskDeregister https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/wsk/nf-wsk-wskderegister, WskCaptureProviderNPI https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/wsk/nf-wsk-wskcaptureprovidernpi, WSK_CLIENT_NPI https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_client_npi, WSK_CLIENT_DISPATCH https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_client_dispatch, WSK_REGISTRATION https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_registration

      Documentation: WskRegister https://learn.microsoft.com/en-us/windows-hardware/drivers/ddi/wsk/nf-wsk-wskregister"
    `);
  });

  it('keeps tables at two columns and lines short', () => {
    for (const symbol of catalogue) {
      const lines = render(symbolPage(symbol), 'markdown').split('\n');
      for (const line of lines.filter((text) => text.startsWith('|')))
        expect(line.split(/(?<!\\)\|/)).toHaveLength(4);
      const prose = lines.filter((text) => !text.startsWith('**See also**'));
      expect(Math.max(...prose.map((text) => text.length)), symbol.name).toBeLessThan(230);
    }
  });
});
