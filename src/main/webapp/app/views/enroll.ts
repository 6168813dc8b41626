import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api, kindOf } from '../api';
import type { CourseResponse } from '../client';
import { Change } from '../parts/change';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { Choice } from '../parts/search';
import { texts } from '../texts';

const words = texts.enroll;

/** Why one of the courses that were chosen is refused, and the ways on that there are. */
interface Refusal {
  detail: string;
  full: boolean;
}

/** Several courses at once: each that is refused says why, at itself, and what else can be done. */
class EnrollForm extends Part {
  static override properties = { student: { type: Number }, own: { type: Boolean } };
  declare student: number;
  declare own: boolean;
  private readonly courses = new Choice<CourseResponse>(
    this,
    words.find,
    (asked) => api.courses.listCourses(asked),
    (course) => `${course.code} · ${course.name}`,
    (course) => this.choose(course),
  );
  private readonly change = new Change(this, () => this.refused());
  private chosen: CourseResponse[] = [];
  private refusals = new Map<number, Refusal>();

  private choose(course: CourseResponse): void {
    if (!this.chosen.some((other) => other.id === course.id)) {
      this.chosen = [...this.chosen, course];
    }
    this.requestUpdate();
  }

  private takeOff(course: CourseResponse): void {
    this.chosen = this.chosen.filter((other) => other.id !== course.id);
    this.refusals.delete(course.id);
    this.requestUpdate();
  }

  private async send(waitlist: boolean): Promise<void> {
    this.refusals = new Map();
    await this.change.send(async (key) => {
      const EnrollmentRequest = { course_ids: this.chosen.map((course) => course.id), waitlist };
      const done = await api.enrollments.enroll({ id: this.student, EnrollmentRequest, Idempotency_Key: key });
      this.chosen = [];
      this.enrolled(done.added.length);
    });
  }

  private enrolled(count: number): void {
    say(words.done(count));
    this.dispatchEvent(new Event('enrolled'));
  }

  /** A fault names its course by the place in what was sent. */
  private refused(): void {
    const { problem } = this.change;
    for (const fault of problem?.errors ?? []) {
      const course = this.chosen[Number(/^\/course_ids\/(\d+)$/.exec(fault.pointer ?? '')?.[1] ?? NaN)];
      if (problem && course) {
        this.refusals.set(course.id, { detail: `${course.name} ${fault.detail}`, full: kindOf(problem) === 'course-full' });
      }
    }
  }

  private async override(course: CourseResponse, event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const reason = String(new FormData(event.target as HTMLFormElement).get('reason'));
    await this.change.send(async () => {
      await api.enrollments.enrollByOverride({ id: this.student, course_id: course.id, OverrideRequest: { reason } });
      this.takeOff(course);
      this.enrolled(1);
    });
  }

  protected override render(): TemplateResult {
    return html`<h3>${words.heading}</h3>
      ${this.courses.render()}
      ${this.chosen.length ? this.showChosen() : nothing}`;
  }

  private showChosen(): TemplateResult {
    const full = [...this.refusals.values()].some((refusal) => refusal.full);
    return html`<h4>${words.chosen}</h4>
      <ul class="chosen">
        ${this.chosen.map((course) => this.showCourse(course))}
      </ul>
      ${this.change.render()}
      <div class="bar">
        <button type="button" ?disabled=${this.change.busy} @click=${() => void this.send(false)}>${words.submit(this.chosen.length)}</button>
        ${full ? html`<button type="button" class="quiet" ?disabled=${this.change.busy} @click=${() => void this.send(true)}>${words.wait}</button>` : nothing}
      </div>`;
  }

  private showCourse(course: CourseResponse): TemplateResult {
    const refusal = this.refusals.get(course.id);
    return html`<li>
      <span class="chip"
        >${course.code} · ${course.name}
        <button type="button" class="quiet" aria-label=${`${words.takeOff}: ${course.name}`} @click=${() => this.takeOff(course)}>✕</button>
      </span>
      ${refusal
        ? html`<p class="refused">${refusal.detail}</p>`
        : nothing}
      ${refusal && !this.own
        ? html`<form class="bar" @submit=${(event: SubmitEvent) => void this.override(course, event)}>
              <label>${words.reason} <input name="reason" required maxlength="500" title=${words.reasonHint} /></label>
              <button type="submit" class="quiet">${words.override}</button>
            </form>`
        : nothing}
    </li>`;
  }
}

customElements.define('enroll-form', EnrollForm);
