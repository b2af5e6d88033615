import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import type { Locator, Page } from 'playwright-core';
import { projectRoot } from '../../../scripts/places.ts';
import { poll } from '../poll.ts';
import { createProfile, installExtension, startServer } from '../server/vscodeServer.ts';
import { createWorkbench } from '../server/workbench.ts';

interface WindowOptions {
  /** Names the folder of the screenshots. */
  readonly name: string;
  /** A folder of the project; a copy of it is opened. */
  readonly folder: string;
  /** Files to write into the copy: their texts by their names. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders of the project with extensions to install beside ours. */
  readonly otherExtensions?: readonly string[];
}

// What is used of the browser, whose types this project does not have.
interface BrowserElement {
  readonly textContent: string;
  getBoundingClientRect(): { readonly top: number };
}
interface Browser {
  getComputedStyle(element: unknown): { getPropertyValue(name: string): string };
}

/** A window of VS Code with the packaged extension in it, used as a person uses it: by looking, clicking and typing. */
export class EditorWindow {
  private constructor(
    readonly page: Page,
    /** The workspace folder. */
    readonly folder: string,
    /** Where VS Code has its extensions. */
    readonly extensions: string,
    /** Kept by CI. */
    private readonly screenshots: string,
    readonly close: () => Promise<void>,
  ) {}

  /** Packages and installs the extension and opens the window. Screenshots of the last time are removed. */
  static async open({
    name,
    folder,
    files = {},
    otherExtensions = [],
  }: WindowOptions): Promise<EditorWindow> {
    const cleanUps: (() => unknown)[] = [];
    const close = async () => {
      for (const cleanUp of cleanUps.reverse()) await cleanUp();
    };
    try {
      const screenshots = path.join(projectRoot, 'out/screenshots', name);
      rmSync(screenshots, { recursive: true, force: true });
      mkdirSync(screenshots, { recursive: true });
      const profile = createProfile({
        // No hint is cut off.
        'editor.inlayHints.maximumLength': 0,
        'editor.minimap.enabled': false,
        'window.menuBarVisibility': 'compact',
        'workbench.colorTheme': 'Default Light Modern',
      });
      cleanUps.push(profile.dispose);
      for (const extension of ['.', ...otherExtensions]) {
        const vsix = path.join(profile.folder, 'extension.vsix');
        const cwd = path.join(projectRoot, extension);
        await createVSIX({
          cwd,
          packagePath: vsix,
          dependencies: false,
          skipLicense: true,
          allowMissingRepository: true,
        });
        installExtension(profile, vsix);
      }
      const copy = path.join(profile.folder, path.basename(folder));
      cpSync(path.join(projectRoot, folder), copy, { recursive: true });
      for (const [file, text] of Object.entries(files)) writeFileSync(path.join(copy, file), text);

      const server = await startServer(profile);
      cleanUps.push(server.stop);
      const workbench = await createWorkbench(server.authority);
      cleanUps.push(workbench.close);
      workbench.page.setDefaultTimeout(30_000);
      await workbench.open({ folder: copy });
      return new EditorWindow(
        workbench.page,
        copy,
        path.join(profile.folder, 'extensions'),
        screenshots,
        close,
      );
    } catch (error) {
      await close();
      throw error;
    }
  }

  async openFile(name: string): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.locator('.monaco-editor .view-line').first().waitFor();
  }

  /** The first line of the editor that shows a text. */
  line(text: string): Locator {
    return this.page.locator('.monaco-editor .view-line', { hasText: text }).first();
  }

  /** A word of its own colour in the first line that shows a text. */
  word(word: string, line = word): Locator {
    return this.line(line).locator('span > span', { hasText: word }).first();
  }

  /** The lines of the editor that are in sight. */
  async text(): Promise<string> {
    const lines = await this.page.locator('.monaco-editor .view-line').evaluateAll((elements: unknown) =>
      (elements as readonly BrowserElement[])
        .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent }))
        .sort((one, other) => one.top - other.top)
        .map(({ text }) => text),
    );
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /** Selects the first occurrence of a text, in the middle of the editor. */
  async goTo(text: string): Promise<void> {
    await this.page.keyboard.press('Control+f');
    const find = this.page.locator('.find-widget.visible textarea').first();
    await find.fill(text);
    await find.press('Enter');
    await this.page.keyboard.press('Escape');
    await this.line(text).waitFor();
  }

  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input').first().fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** The theme by its name in the list of themes. */
  async chooseTheme(name: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.keyboard.press('Control+t');
    await this.page.locator('.quick-input-widget input').first().fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Hovers with the mouse until there is a hover that shows a text: VS Code asks once, and the server may not be there yet. */
  hover(target: Locator, text: string): Promise<Locator> {
    const hover = this.page.locator('.monaco-hover:not(.hidden)', { hasText: text });
    return poll(`the hover with ${text}`, async () => {
      await this.page.mouse.move(600, 850);
      await target.hover();
      return hover.waitFor({ timeout: 2000 }).then(
        () => hover,
        () => undefined,
      );
    });
  }

  /** Moves the mouse away until a hover is gone. */
  async leave(hover: Locator): Promise<void> {
    await this.page.mouse.move(600, 850);
    await hover.waitFor({ state: 'hidden' });
  }

  /** What a property of CSS comes to for an element. */
  style(target: Locator, property: string): Promise<string> {
    return target.evaluate(
      (element: unknown, name: string) =>
        (globalThis as unknown as Browser).getComputedStyle(element).getPropertyValue(name),
      property,
    );
  }

  async shoot(name: string): Promise<void> {
    // Fading and sliding are over by then.
    await this.page.waitForTimeout(500);
    await this.page.screenshot({ path: path.join(this.screenshots, `${name}.png`) });
  }
}
