import type { Role } from '@eventeye/core';

/** Password of every demonstration account. Public, hence demo mode binds to the loopback address only. */
export const demoPassword = 'eventeye-demo';

/** The organization that the demonstration lives in; a fixed id, so that it is never made twice. */
export const demoOrganization = { id: '00000000-0000-7000-8000-000000000001', name: 'Demo Breast Centre' };

/** Who can sign in to the demonstration. */
export const demoAccounts: readonly { email: string; name: string; role: Role }[] = [
  { email: 'admin@demo.eventeye.local', name: 'Demo Administrator', role: 'ADMIN' },
  { email: 'clinician@demo.eventeye.local', name: 'Demo Clinician', role: 'CLINICIAN' },
  { email: 'viewer@demo.eventeye.local', name: 'Demo Viewer', role: 'VIEWER' },
];
