import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api, kindOf, newKey, problemOf } from '../api';
import type { CourseResponse, Problem } from '../client';
import { Asked } from '../parts/asked';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { searchField } from '../parts/search';
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
  private readonly found = new Asked<CourseResponse[]>(this);
  private chosen: CourseResponse[] = [];
  private refusals = new Map<number, Refusal>();
  private problem: Problem | undefined;
  private busy = false;

  private find(sought: string): void {
    void this.found.ask(async () => (sought ? (await api.courses.listCourses({ q: sought, limit: 8 })).items : []));
  }

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
    this.busy = true;
    this.problem = undefined;
    this.refusals = new Map();
    this.requestUpdate();
    const course_ids = this.chosen.map((course) => course.id);
    try {
      const done = await api.enrollments.enroll({
        id: this.student,
        EnrollmentRequest: { course_ids, waitlist },
        Idempotency_Key: newKey(),
      });
      say(words.done(done.added.length));
      this.chosen = [];
      this.dispatchEvent(new Event('enrolled'));
    } catch (error) {
      this.refused(await problemOf(error));
    }
    this.busy = false;
    this.requestUpdate();
  }

  /** A fault names its course by the place in what was sent. */
  private refused(problem: Problem): void {
    for (const fault of problem.errors ?? []) {
      const course = this.chosen[Number(/^\/course_ids\/(\d+)$/.exec(fault.pointer ?? '')?.[1] ?? NaN)];
      if (course) {
        this.refusals.set(course.id, { detail: `${course.name} ${fault.detail}`, full: kindOf(problem) === 'course-full' });
      }
    }
    this.problem = problem;
  }

  private async override(course: CourseResponse, event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const reason = String(new FormData(event.target as HTMLFormElement).get('reason'));
    try {
      await api.enrollments.enrollByOverride({ id: this.student, course_id: course.id, OverrideRequest: { reason } });
      say(words.done(1));
      this.takeOff(course);
      this.problem = undefined;
      this.dispatchEvent(new Event('enrolled'));
    } catch (error) {
      this.problem = await problemOf(error);
      this.requestUpdate();
    }
  }

  protected override render(): TemplateResult {
    return html`<h3>${words.heading}</h3>
      ${searchField(words.find, (sought) => this.find(sought))}
      ${this.found.value || this.found.problem
        ? this.found.render(
            (courses) =>
              html`<ul class="found">
                ${courses.map(
                  (course) =>
                    html`<li><button type="button" class="quiet" @click=${() => this.choose(course)}>${course.code} · ${course.name}</button></li>`,
                )}
              </ul>`,
          )
        : nothing}
      ${this.chosen.length ? this.showChosen() : nothing}`;
  }

  private showChosen(): TemplateResult {
    const full = [...this.refusals.values()].some((refusal) => refusal.full);
    return html`<h4>${words.chosen}</h4>
      <ul class="chosen">
        ${this.chosen.map((course) => this.showCourse(course))}
      </ul>
      ${this.problem ? html`<p class="refused" role="alert">${this.problem.detail}</p>` : nothing}
      <div class="bar">
        <button type="button" ?disabled=${this.busy} @click=${() => void this.send(false)}>${words.submit(this.chosen.length)}</button>
        ${full ? html`<button type="button" class="quiet" ?disabled=${this.busy} @click=${() => void this.send(true)}>${words.wait}</button>` : nothing}
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
