import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { Me, NoticeResponse } from '../client';
import { showMoment } from '../locale';
import { Actors } from '../parts/actors';
import { Names } from '../parts/names';
import { noticeForm } from '../parts/notice-form';
import type { Whom } from '../parts/notice-form';
import { Pages } from '../parts/pages';
import type { Page } from '../parts/pages';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { Choice } from '../parts/search';
import { table } from '../parts/table';
import { may } from '../session';
import { texts } from '../texts';

const words = texts.notices;

type Audience = keyof typeof words.audiences;

interface Found {
  id: number;
  name: string;
  number?: string;
  code?: string;
}

/** The notices to all, to a class, to a course or to one student; who may writes, changes and deletes them. */
class WrittenNotices extends Part {
  static override properties = { me: { attribute: false } };
  declare me: Me;
  private audience: Audience = 'all';
  private chosen: Found | undefined;
  private readonly names = {
    class: new Names((asked) => api.classes.listClasses(asked)),
    course: new Names((asked) => api.courses.listCourses(asked)),
    student: new Names(),
  };
  private readonly actors = new Actors(() => this.me);
  private readonly notices = new Pages<NoticeResponse>(this, (range) => this.named(api.notices.listNotices({ sort: '-shown_from', ...range })));
  private readonly form = noticeForm(
    this,
    () => this.whom(),
    (row) => {
      say(row ? texts.actions.saved(row.title) : texts.actions.deleted);
      this.chosen = undefined;
      void this.notices.again();
    },
  );
  private readonly choices = {
    class: this.choice(words.class, (asked) => api.classes.listClasses(asked)),
    course: this.choice(words.course, (asked) => api.courses.listCourses(asked)),
    student: this.choice(words.student, (asked) => api.students.listStudents(asked)),
  };

  private choice(label: string, find: (asked: { q: string; limit: number }) => Promise<{ items: Found[] }>): Choice<Found> {
    return new Choice<Found>(this, label, find, told, (found) => {
      this.chosen = found;
      void this.form.open();
    });
  }

  /** With the names of all that are on the page. */
  private async named(asked: Promise<Page<NoticeResponse>>): Promise<Page<NoticeResponse>> {
    const page = await this.actors.of(asked, (notice) => notice.created_by);
    const { items } = page;
    await Promise.all([
      this.names.class.know(items.map((notice) => notice.class_id)),
      this.names.course.know(items.map((notice) => notice.course_id)),
      this.names.student.know(items.map((notice) => notice.student_id)),
    ]);
    return page;
  }

  private whom(): Whom {
    const { audience, chosen } = this;
    return audience === 'all' ? { audience } : { audience, [`${audience}_id`]: chosen?.id };
  }

  private to(audience: Audience): void {
    this.audience = audience;
    this.chosen = undefined;
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<h1>${texts.nav.notices}</h1>
      ${may.enroll(this.me) ? this.showForm() : nothing} ${this.notices.render((notices) => this.showNotices(notices))}`;
  }

  private showForm(): TemplateResult {
    const { audience, chosen } = this;
    if (this.form.changing) {
      return this.form.render(words.write);
    }
    return html`<section class="card" aria-label=${words.write}>
      <label for="audience">${words.to}</label>
      <select id="audience" @change=${(event: Event) => this.to((event.target as HTMLSelectElement).value as Audience)}>
        ${Object.entries(words.audiences).map(([value, name]) => html`<option value=${value} ?selected=${value === audience}>${name}</option>`)}
      </select>
      ${audience === 'all' ? nothing : this.choices[audience].render()} ${chosen ? html`<p>${words.for}: <strong>${told(chosen)}</strong></p>` : nothing}
      ${audience === 'all' || chosen ? this.form.render(words.write) : nothing}
    </section>`;
  }

  private showWhom(notice: NoticeResponse): TemplateResult | string {
    switch (notice.audience) {
      case 'class':
        return this.names.class.name(notice.class_id);
      case 'course':
        return this.names.course.name(notice.course_id);
      case 'student':
        return this.names.student.link(notice.student_id);
      default:
        return words.audiences.all;
    }
  }

  private showNotices(notices: NoticeResponse[]): TemplateResult {
    return table(
      texts.nav.notices,
      [
        { heading: words.title, show: (notice) => notice.title },
        { heading: words.for, show: (notice) => this.showWhom(notice) },
        { heading: words.from, show: (notice) => showMoment(notice.shown_from) },
        { heading: words.until, show: (notice) => showMoment(notice.shown_until) },
        { heading: words.by, show: (notice) => this.actors.name(notice.created_by) },
        {
          heading: texts.actions.change,
          shown: may.enroll(this.me),
          show: (notice) =>
            html`<button type="button" class="quiet" aria-label=${`${texts.actions.change}: ${notice.title}`} @click=${() =>
              void this.form.open(notice)}>${texts.actions.change}</button>`,
        },
      ],
      notices,
    );
  }
}

const told = ({ name, number, code }: Found) => `${name} · ${number ?? code}`;

customElements.define('written-notices', WrittenNotices);
