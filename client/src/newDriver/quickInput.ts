import {
  Disposable,
  QuickInputButtons,
  window,
  type InputBox,
  type QuickInput,
  type QuickPickItem,
} from 'vscode';
import { back } from './steps.ts';

/** Where in a sequence of steps a question is asked. */
export interface Place {
  readonly title: string;
  /** From 1; the first has no way back. */
  readonly step: number;
  readonly totalSteps: number;
}

export type Answer<T> = T | typeof back | undefined;

/** Lets a person pick one of some items. What `isChoice` refuses can be read, not picked. */
export function pick<T extends QuickPickItem>(
  place: Place,
  placeholder: string,
  items: readonly T[],
  options: { readonly active?: T | undefined; readonly isChoice?: (item: T) => boolean } = {},
): Promise<Answer<T>> {
  const input = window.createQuickPick<T>();
  input.placeholder = placeholder;
  input.matchOnDescription = true;
  input.items = items;
  if (options.active !== undefined) input.activeItems = [options.active];
  return answerOf(input, place, (settle) => [
    input.onDidAccept(() => {
      const [item] = input.selectedItems;
      if (item !== undefined && options.isChoice?.(item) !== false) settle(item);
    }),
  ]);
}

/** Lets a person type a text. `faultIn` says what is wrong with it while it is typed, and keeps it from being accepted. */
export function ask(
  place: Place,
  prompt: string,
  value: string,
  faultIn: (text: string) => Promise<string | undefined>,
): Promise<Answer<string>> {
  const input = window.createInputBox();
  input.prompt = prompt;
  input.value = value;
  /** Shows what is wrong with the text, unless it was changed meanwhile. */
  const validate = async (): Promise<boolean> => {
    const text = input.value;
    const fault = await faultIn(text);
    if (input.value !== text) return false;
    input.validationMessage = fault;
    return fault === undefined;
  };
  return answerOf(input, place, (settle) => [
    input.onDidChangeValue(() => void validate()),
    input.onDidAccept(async () => {
      if (await validate()) settle(input.value);
    }),
  ]);
}

/** Shows an input until it is answered, left or hidden. */
function answerOf<T>(
  input: QuickInput & Pick<InputBox, 'buttons' | 'onDidTriggerButton'>,
  { title, step, totalSteps }: Place,
  listen: (settle: (answer: Answer<T>) => void) => Disposable[],
): Promise<Answer<T>> {
  input.title = title;
  input.step = step;
  input.totalSteps = totalSteps;
  // A look at another window is no answer.
  input.ignoreFocusOut = true;
  if (step > 1) input.buttons = [QuickInputButtons.Back];
  return new Promise<Answer<T>>((resolve) => {
    const listeners = Disposable.from(
      ...listen(resolve),
      input.onDidTriggerButton(() => {
        resolve(back);
      }),
      input.onDidHide(() => {
        resolve(undefined);
        listeners.dispose();
      }),
    );
    input.show();
  }).finally(() => {
    input.dispose();
  });
}
