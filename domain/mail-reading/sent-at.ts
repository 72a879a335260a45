/** The header `Date` (RFC 5322) as ISO text that keeps the offset of the writer. */

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Zones by name, as old programs write them. */
const zones: Readonly<Record<string, string>> = {
  ut: '+00:00',
  gmt: '+00:00',
  utc: '+00:00',
  z: '+00:00',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  cet: '+01:00',
  cest: '+02:00',
  met: '+01:00',
  jst: '+09:00',
};

export function sentAtOf(header: string | null): string | null {
  if (header === null) return null;
  const found =
    /(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:([+-]\d{2}):?(\d{2})|\(?([A-Za-z]{1,4})\)?)?/.exec(
      header.slice(0, 200),
    );
  if (found === null) return null;
  const [, dayText, monthText, yearText, hour, minute, second, zoneHour, zoneMinute, zoneName] = found;
  const month = monthNames.indexOf(monthText!.toLowerCase()) + 1;
  const year = yearText!.length === 2 ? 2000 + Number(yearText) : Number(yearText);
  const day = Number(dayText);
  if (month === 0 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return null;
  const zone =
    zoneHour === undefined
      ? (zones[zoneName?.toLowerCase() ?? ''] ?? '+00:00')
      : `${zoneHour}:${zoneMinute!}`;
  const two = (value: number | string) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour!)}:${minute!}:${two(Math.min(59, Number(second ?? 0)))}${zone}`;
}
