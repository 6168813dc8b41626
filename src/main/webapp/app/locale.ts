const locale = navigator.language;

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const month = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' });
const number = new Intl.NumberFormat(locale);

/** The second class comes before the tenth. */
export const byName = new Intl.Collator(locale, { numeric: true });

/** A day, `2026-09-01`, as people here write it. */
export const showDay = (value: string | null | undefined) => (value ? day.format(new Date(value)) : '');

/** A point in time, in the time of who reads. */
export const showMoment = (value: string | null | undefined) => (value ? moment.format(new Date(value)) : '');

/** A point in time as a field has it, in the time of who reads; seconds only where there are some. */
export function toField(value: string | null | undefined): string {
  if (!value) {
    return '';
  }
  const time = new Date(value);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().substring(0, time.getSeconds() ? 19 : 16);
}

/** What was put into such a field, as the API has it. */
export const fromField = (text: string) => (text ? new Date(text).toISOString() : null);

/** The first day of a month as that month. */
export const showMonth = (value: string) => month.format(new Date(value));

export const showNumber = (value: number | null | undefined) => (value == null ? '' : number.format(value));

/** An amount such as `"10.50"`: it stays the text that it is until it is shown, since a number would round it. */
export function showMoney(amount: string, currency: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount as unknown as number);
}

/** An amount of data as people say it, in thousands. */
export function showBytes(bytes: number): string {
  const step = bytes < 1e3 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const unit = ['byte', 'kilobyte', 'megabyte', 'gigabyte'][step] ?? 'byte';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(bytes / 1000 ** step);
}

/** The day on which it is here, as the API has days. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
