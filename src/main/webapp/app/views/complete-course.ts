import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Completion, TakenCourse } from '../client';
import { today } from '../locale';
import { Change } from '../parts/change';
import { field, typed } from '../parts/form';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { texts } from '../texts';

const words = texts.completion;

/** With what result, and when, a student has completed a course; or that it goes on after all. It says `closed` when that is over. */
class CompleteCourse extends Part {
  static override properties = { student: { type: Number }, course: { attribute: false } };
  declare student: number;
  declare course: TakenCourse;
  private readonly change = new Change(this);

  protected override firstUpdated(): void {
    this.querySelector('select')?.focus();
  }

  private get pair(): { id: number; course_id: number } {
    return { id: this.student, course_id: this.course.id };
  }

  private async complete(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const Completion = typed(event) as unknown as Completion;
    await this.change.send(async () => {
      await api.enrollments.complete({ ...this.pair, Completion });
      this.close(words.done(this.course.name));
    });
  }

  private async goOn(): Promise<void> {
    await this.change.send(async () => {
      await api.enrollments.takeCompletionBack(this.pair);
      this.close(words.goesOn(this.course.name));
    });
  }

  private close(told?: string): void {
    if (told) {
      say(told);
    }
    this.dispatchEvent(new Event('closed'));
  }

  protected override render(): TemplateResult {
    const { name, result, completed_on } = this.course;
    return html`<form @submit=${(event: SubmitEvent) => void this.complete(event)}>
      <h3>${words.of(name)}</h3>
      ${field({ name: 'result', label: texts.student.result, options: Object.entries(words.results) }, result ?? 'pass', this.change)}
      ${field({ name: 'completed_on', label: words.on, type: 'date' }, completed_on ?? today(), this.change)}
      ${this.change.render({ result: texts.student.result, completed_on: words.on })}
      <div class="bar">
        <button type="submit" ?disabled=${this.change.busy}>${texts.actions.save}</button>
        ${completed_on === null
          ? nothing
          : html`<button type="button" class="bad" ?disabled=${this.change.busy} @click=${() => void this.goOn()}>${words.back}</button>`}
        <button type="button" class="quiet" @click=${() => this.close()}>${texts.actions.cancel}</button>
      </div>
    </form>`;
  }
}

customElements.define('complete-course', CompleteCourse);
