import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { passing, problemOf } from '../api';
import type { Problem } from '../client';
import { texts } from '../texts';

/** What a view asks the API for. It is being asked, there, or refused, and each of them is shown; of two questions the later counts. */
export class Asked<T> implements ReactiveController {
  value: T | undefined;
  problem: Problem | undefined;
  private turn = 0;

  /** @param question asked when the view is shown; none waits until it is told one */
  constructor(
    private readonly host: ReactiveControllerHost,
    private question?: () => Promise<T>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    void this.again();
  }

  /** What is shown stays until the answer is there. */
  async ask(question: () => Promise<T>): Promise<void> {
    this.question = question;
    const turn = ++this.turn;
    try {
      const value = await question();
      if (turn === this.turn) {
        this.value = value;
        this.problem = undefined;
      }
    } catch (error) {
      const problem = await problemOf(error);
      if (turn === this.turn) {
        this.problem = problem;
      }
    }
    this.host.requestUpdate();
  }

  async again(): Promise<void> {
    if (this.question) {
      await this.ask(this.question);
    }
  }

  /** As if nothing had been asked; an answer that is under way is not shown. */
  forget(): void {
    this.turn++;
    this.value = undefined;
    this.problem = undefined;
    this.question = undefined;
  }

  /** @param show what to show of the answer; what was there stays below the words that the service is away */
  render(show: (value: T) => TemplateResult): TemplateResult {
    if (this.problem) {
      return html`<div class="state refused" role="alert">
          <p><strong>${this.problem.title}</strong></p>
          <p>${this.problem.detail}</p>
          <button type="button" @click=${() => void this.again()}>${texts.states.again}</button>
        </div>
        ${this.value !== undefined && passing(this.problem) ? show(this.value) : nothing}`;
    }
    if (this.value === undefined) {
      return html`<p class="state loading" role="status">${texts.states.loading}</p>`;
    }
    return show(this.value);
  }
}
