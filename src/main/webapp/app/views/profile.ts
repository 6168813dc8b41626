import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { api } from '../api';
import type { ApiResponse, Profile, ProfileRequest } from '../client';
import { showDay, showNumber } from '../locale';
import { Asked } from '../parts/asked';
import { orNull, RowForm } from '../parts/form';
import type { Field } from '../parts/form';
import { Part } from '../parts/part';
import { say } from '../parts/said';
import { texts } from '../texts';
import './picture';

const words = texts.student;

/** A profile has no version: the tag that it comes with tells one state from the next. */
type Known = Profile & { id: number; etag: string };

/** What students change of their own. */
const CONTACT: Field[] = [
  { name: 'phone', label: words.phone, type: 'tel', most: 32, optional: true, read: orNull },
  { name: 'address', label: words.address, type: 'lines', most: 1000, optional: true, read: orNull },
];

const ALL: Field[] = [
  { name: 'registration_number', label: words.registrationNumber, most: 32, optional: true, read: orNull },
  { name: 'date_of_birth', label: words.dateOfBirth, type: 'date', optional: true, read: orNull },
  { name: 'guardian_name', label: words.guardian, most: 100, optional: true, read: orNull },
  { name: 'guardian_phone', label: words.guardianPhone, type: 'tel', most: 32, optional: true, read: orNull },
  ...CONTACT,
  { name: 'pending_popup', label: words.popup, type: 'lines', most: 1000, optional: true, read: orNull },
];

/** What the school knows of a student beside the name, with the picture. */
class StudentProfile extends Part {
  static override properties = { student: { type: Number }, own: { type: Boolean }, changeable: { type: Boolean } };
  declare student: number;
  /** Whether it is the student who looks, and changes telephone and address alone. */
  declare own: boolean;
  declare changeable: boolean;
  private readonly profile = new Asked<Known>(this, () => this.known(api.profiles.getProfileRaw({ id: this.student })));
  private readonly form = new RowForm<Known, ProfileRequest>(this, () => (this.own ? CONTACT : ALL), {
    read: (id) => this.known(api.profiles.getProfileRaw({ id })),
    update: (id, If_Match, ProfileRequest) => this.known(api.profiles.updateProfileRaw({ id, If_Match, ProfileRequest })),
    done: () => {
      say(words.profileSaved);
      void this.profile.again();
    },
  });

  constructor() {
    super();
    this.own = false;
    this.changeable = false;
  }

  private async known(asked: Promise<ApiResponse<Profile>>): Promise<Known> {
    const answer = await asked;
    return { ...(await answer.value()), id: this.student, etag: answer.raw.headers.get('ETag') ?? '*' };
  }

  protected override render(): TemplateResult {
    return html`<h2>${words.profile}</h2>
      <student-picture .student=${this.student} ?changeable=${this.changeable && !this.own}></student-picture>
      ${this.profile.render(
        (profile) => html`${this.showProfile(profile)}
          ${this.changeable ? this.form.render(this.own ? words.editContact : words.editProfile, profile) : nothing}`,
      )}`;
  }

  private showProfile(profile: Profile): TemplateResult {
    const lines: [string, string | TemplateResult | null | undefined][] = [
      [words.class, this.showClass(profile)],
      [words.rollNumber, showNumber(profile.roll_number)],
      [words.registrationNumber, profile.registration_number],
      [words.dateOfBirth, showDay(profile.date_of_birth)],
      [words.guardian, profile.guardian_name],
      [words.guardianPhone, profile.guardian_phone],
      [words.phone, profile.phone],
      [words.address, profile.address],
      [words.popup, this.own ? null : profile.pending_popup],
    ];
    const known = lines.filter(([, value]) => value);
    if (known.length === 0) {
      return html`<p class="state empty">${words.noProfile}</p>`;
    }
    return html`<dl>${known.map(([name, value]) => html`<dt>${name}</dt><dd class="lines">${value}</dd>`)}</dl>`;
  }

  private showClass({ class_id, class_name }: Profile): string | TemplateResult | null {
    return this.own || class_id === null ? class_name : html`<a href=${`#/classes/${class_id}`}>${class_name}</a>`;
  }
}

customElements.define('student-profile', StudentProfile);
