import { createBrowserRouter, redirect } from 'react-router';
import { NotFound } from '../shell/NotFound.js';
import { PageFailed } from '../shell/PageFailed.js';
import { Shell } from '../shell/Shell.js';

/** Every address of the application. Pages are loaded when they are first opened. */
export const router: ReturnType<typeof createBrowserRouter> = createBrowserRouter([
  {
    path: '/',
    Component: Shell,
    errorElement: <PageFailed />,
    HydrateFallback: () => null,
    children: [
      { index: true, loader: () => redirect('/patients') },
      // Whoever was signed in by an identity provider is in already when this is reached.
      { path: 'sign-in/return', loader: () => redirect('/patients') },
      {
        path: 'patients',
        lazy: async () => ({ Component: (await import('../pages/patients/PatientsPage.js')).PatientsPage }),
      },
      {
        path: 'patients/:patientId',
        lazy: async () => ({ Component: (await import('../pages/patient/PatientPage.js')).PatientPage }),
      },
      {
        path: 'series/:seriesId',
        lazy: async () => ({ Component: (await import('../pages/series/SeriesPage.js')).SeriesPage }),
      },
      {
        path: 'images/:imageId',
        lazy: async () => ({ Component: (await import('../pages/image/ImagePage.js')).ImagePage }),
      },
      {
        path: 'worklist',
        lazy: async () => ({ Component: (await import('../pages/worklist/WorklistPage.js')).WorklistPage }),
      },
      {
        path: 'agreement',
        lazy: async () => ({
          Component: (await import('../pages/agreement/AgreementPage.js')).AgreementPage,
        }),
      },
      {
        path: 'models',
        lazy: async () => ({ Component: (await import('../pages/models/ModelsPage.js')).ModelsPage }),
      },
      {
        path: 'analyses/:analysisId/report',
        lazy: async () => ({ Component: (await import('../pages/report/ReportPage.js')).ReportPage }),
      },
      {
        path: 'administration',
        lazy: async () => ({
          Component: (await import('../pages/administration/AdministrationPage.js')).AdministrationPage,
        }),
        children: [
          { index: true, loader: () => redirect('/administration/users') },
          {
            path: 'users',
            lazy: async () => ({
              Component: (await import('../pages/administration/UsersPart.js')).UsersPart,
            }),
          },
          {
            path: 'keys',
            lazy: async () => ({ Component: (await import('../pages/administration/KeysPart.js')).KeysPart }),
          },
          {
            path: 'audit',
            lazy: async () => ({
              Component: (await import('../pages/administration/AuditPart.js')).AuditPart,
            }),
          },
          {
            path: 'webhooks',
            lazy: async () => ({
              Component: (await import('../pages/administration/WebhooksPart.js')).WebhooksPart,
            }),
          },
          {
            path: 'silent-mode',
            lazy: async () => ({
              Component: (await import('../pages/administration/silentMode/SilentModePart.js'))
                .SilentModePart,
            }),
          },
          {
            path: 'settings',
            lazy: async () => ({
              Component: (await import('../pages/administration/SettingsPart.js')).SettingsPart,
            }),
          },
        ],
      },
      { path: '*', Component: NotFound },
    ],
  },
]);
