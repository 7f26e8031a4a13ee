// Times as people read them.
import { t } from './text.js';

const format = (options) => {
  const made = new Intl.DateTimeFormat(t.locale, options);
  return (iso) => made.format(new Date(iso));
};

export const time = format({ hour: '2-digit', minute: '2-digit' });
export const moment = format({ dateStyle: 'medium', timeStyle: 'short' });
const weekday = format({ weekday: 'long' });
const shortWeekday = format({ weekday: 'short' });
const date = format({ day: 'numeric', month: 'long', year: 'numeric' });
const dayAndMonth = format({ weekday: 'long', day: 'numeric', month: 'long' });
const shortDate = format({ day: 'numeric', month: 'short' });
const numbers = format({ dateStyle: 'short' });

export const dayKey = (iso) => new Date(iso).toDateString();

const daysAgo = (iso) => Math.round((new Date().setHours(0, 0, 0, 0) - new Date(iso).setHours(0, 0, 0, 0)) / 86_400_000);
const isThisYear = (iso) => new Date(iso).getFullYear() === new Date().getFullYear();

export function day(iso) {
  const ago = daysAgo(iso);
  if (ago === 0) return t.today;
  if (ago === 1) return t.yesterday;
  if (ago > 0 && ago < 7) return weekday(iso);
  return isThisYear(iso) ? dayAndMonth(iso) : date(iso);
}

/** As short as a list needs it. */
export function brief(iso) {
  const ago = daysAgo(iso);
  if (ago <= 0) return time(iso);
  if (ago < 7) return shortWeekday(iso);
  return isThisYear(iso) ? shortDate(iso) : numbers(iso);
}

export function lastSeen(presence) {
  if (presence?.online) return t.online;
  if (!presence?.lastSeenAt) return '';
  const minutes = Math.floor((Date.now() - new Date(presence.lastSeenAt)) / 60_000);
  if (minutes < 1) return t.seenJustNow;
  if (minutes < 60) return t.seenMinutes(minutes);
  return t.seenAt(daysAgo(presence.lastSeenAt), time(presence.lastSeenAt), day(presence.lastSeenAt));
}
