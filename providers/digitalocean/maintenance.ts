/** When the service may begin with maintenance, in the words of the API. */
export interface MaintenanceWindow {
  day: string;
  /** `HH:MM` in UTC. */
  hour: string;
}

const days: Readonly<Record<string, string>> = {
  mon: 'monday',
  tue: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
};

/** The start of `ddd:HH:MM-ddd:HH:MM`: DigitalOcean is told no end. */
export function maintenanceWindow(window: string): MaintenanceWindow {
  const [day = '', ...hour] = (window.split('-')[0] ?? '').split(':');
  return { day: days[day] ?? day, hour: hour.join(':') };
}
