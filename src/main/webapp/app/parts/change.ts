import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { kindOf, newKey, passing, problemOf, tagOf } from '../api';
import type { Versioned } from '../api';
import type { Problem } from '../client';
import { texts } from '../texts';
import { table } from './table';

/** A stored row, some of whose values were typed anew. */
export interface Edit<T> {
  /** What is stored by now. */
  read: () => Promise<T>;
  /** Stores what was typed, over the version of the tag. */
  write: (tag: string) => Promise<T>;
  /** What was typed, by what people call it, and the same of a row that is stored. */
  typed: Record<string, string>;
  told: (row: T) => Record<string, string>;
  /** The row is stored so: by this change, or by another that is kept. */
  done: (row: T) => void;
}

/** What a form or a button sends: it is under way, refused, or another change was quicker, and each of them is shown. Nothing typed is lost. */
export class Change implements ReactiveController {
  busy = false;
  problem: Problem | undefined;
  private key = newKey();
  private verb: ((key: string) => Promise<unknown>) | undefined;
  private overtaken: TemplateResult | undefined;

  /** @param after called after each attempt, whatever has become of it */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly after: () => void = () => undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    // it sends when it is told what
  }

  /**
   * @param verb with all that follows where it succeeds, since it is sent again by who waits for the service; its key stays the same
   *     until there is an answer, so that it is carried out once
   * @returns whether it was carried out
   */
  async send(verb: (key: string) => Promise<unknown>): Promise<boolean> {
    this.verb = verb;
    this.busy = true;
    this.clear();
    try {
      await verb(this.key);
    } catch (error) {
      this.problem = await problemOf(error);
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
    if (!this.problem || !passing(this.problem)) {
      this.key = newKey();
    }
    this.after();
    return !this.problem;
  }

  /** Whoever was overtaken sees both, and keeps either. */
  async edit<T extends Versioned>(row: T, edit: Edit<T>): Promise<void> {
    await this.send(async () => {
      try {
        edit.done(await edit.write(tagOf(row)));
      } catch (error) {
        if ((await problemOf(error)).status !== 412) {
          throw error;
        }
        this.overtaken = this.both(await edit.read(), edit);
      }
    });
  }

  /** What was sent is of no concern any longer: the next is another. */
  forget(): void {
    this.key = newKey();
    this.clear();
  }

  private clear(): void {
    this.problem = undefined;
    this.overtaken = undefined;
    this.host.requestUpdate();
  }

  /** What is amiss with the value of that name, if it is what was refused. */
  faultOf(name: string): string | undefined {
    return this.problem?.errors?.find((fault) => fault.pointer === `/${name}`)?.detail;
  }

  /** @param labels what people call the values that were sent */
  render(labels: Record<string, string> = {}): TemplateResult | typeof nothing {
    if (this.overtaken) {
      return this.overtaken;
    }
    const { problem, verb } = this;
    return problem
      ? html`<div class="refused" role="alert">
          ${passing(problem) ? html`<p><strong>${problem.title}</strong></p>` : nothing}
          ${kindOf(problem) === 'invalid-request' && problem.errors?.length
            ? problem.errors.map(({ pointer, parameter, detail }) => {
                const name = pointer?.substring(1) ?? parameter ?? '';
                return html`<p><strong>${labels[name] ?? name}</strong> ${detail}</p>`;
              })
            : html`<p>${problem.detail}</p>`}
          ${passing(problem) && verb
            ? html`<button type="button" ?disabled=${this.busy} @click=${() => void this.send(verb)}>${texts.states.again}</button>`
            : nothing}
        </div>`
      : nothing;
  }

  private both<T extends Versioned>(now: T, edit: Edit<T>): TemplateResult {
    const told = edit.told(now);
    const differing = Object.keys(edit.typed).filter((name) => edit.typed[name] !== told[name]);
    const keep = () => {
      this.clear();
      edit.done(now);
    };
    return html`<div class="refused" role="alert">
      <p><strong>${texts.conflict.overtaken}</strong></p>
      ${table(
        texts.conflict.overtaken,
        [
          { heading: texts.conflict.value, show: (name) => name },
          { heading: texts.conflict.mine, show: (name) => edit.typed[name] ?? '' },
          { heading: texts.conflict.theirs, show: (name) => told[name] ?? '' },
        ],
        differing,
        texts.conflict.same,
      )}
      <div class="bar">
        <button type="button" @click=${() => void this.edit(now, edit)}>${texts.conflict.saveMine}</button>
        <button type="button" class="quiet" @click=${keep}>${texts.conflict.keepTheirs}</button>
      </div>
    </div>`;
  }
}
