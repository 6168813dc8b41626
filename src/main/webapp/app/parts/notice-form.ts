import { api } from '../api';
import type { NoticeRequest, NoticeResponse } from '../client';
import { fromField, toField } from '../locale';
import { texts } from '../texts';
import { RowForm } from './form';
import type { Field } from './form';
import type { Part } from './part';

const words = texts.notices;

/** Whom a notice concerns. */
export type Whom = Pick<NoticeRequest, 'audience' | 'class_id' | 'course_id' | 'student_id'>;

/** What is written; whom it concerns is said when it is new, and stays. */
type Written = Omit<NoticeRequest, keyof Whom>;

const fields = (): Field[] => [
  { name: 'title', label: words.title, most: 200 },
  { name: 'body', label: words.body, type: 'lines', most: 10_000 },
  {
    name: 'shown_from',
    label: words.from,
    type: 'datetime-local',
    start: toField(new Date().toISOString()).substring(0, 16),
    read: fromField,
    show: toField,
  },
  { name: 'shown_until', label: words.until, type: 'datetime-local', optional: true, read: fromField, show: toField },
  {
    name: 'popup',
    label: words.popup,
    type: 'yes',
    options: [
      ['true', words.yes],
      ['false', words.no],
    ],
    read: (text) => text === 'true',
  },
];

/** A form for a notice, be it new or written before. */
export const noticeForm = (host: Part, whom: () => Whom, done: (row?: NoticeResponse) => void) =>
  new RowForm<NoticeResponse, Written>(host, fields, {
    create: (written, Idempotency_Key) => api.notices.createNotice({ NoticeRequest: { ...whom(), ...written }, Idempotency_Key }),
    read: (id) => api.notices.getNotice({ id }),
    update: (id, If_Match, UpdateNoticeRequest) => api.notices.updateNotice({ id, If_Match, UpdateNoticeRequest }),
    remove: (id, If_Match) => api.notices.deleteNotice({ id, If_Match }),
    done,
  });
