import type { AuditEvent } from '../database/client.js';
import { type AuditBody, interrupted } from './auditEvent.js';

const dicom = 'http://dicom.nema.org/resources/ontology/DCM';
const participation = 'http://terminology.hl7.org/CodeSystem/v3-RoleClass';

/**
 * An event as a FHIR R4 AuditEvent (hl7.org/fhir/R4/auditevent.html). Ids are those of this installation; the hash travels as an
 * identifier of the event itself.
 */
export function toFhir(event: AuditEvent) {
  const body = JSON.parse(event.body) as AuditBody;
  const failed = body.outcome !== 'SUCCESS';
  return {
    resourceType: 'AuditEvent',
    id: event.id,
    type: typeOf(body),
    subtype: [{ system: 'urn:eventeye:audit-type', code: body.type }],
    action: body.action,
    recorded: body.recordedAt,
    outcome: outcomeOf(body.outcome),
    ...(failed && { outcomeDesc: body.outcome }),
    agent: [
      {
        type: { coding: [{ system: participation, code: 'PROV' }] },
        ...(body.userId && { who: { identifier: { system: 'urn:eventeye:user', value: body.userId } } }),
        ...(body.token && { altId: `${body.token.kind}${body.token.id ? `/${body.token.id}` : ''}` }),
        requestor: true,
        // 2: IP address.
        ...(body.address && { network: { address: body.address, type: '2' } }),
        ...(body.userAgent && { name: body.userAgent }),
      },
    ],
    source: {
      observer: { identifier: { system: 'urn:eventeye:organization', value: event.organizationId } },
      type: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/security-source-type',
          code: '4',
          display: 'Application Server',
        },
      ],
    },
    entity: [
      ...body.patientIds.map((id) => ({
        what: { identifier: { system: 'urn:eventeye:patient', value: id } },
        type: {
          system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type',
          code: '1',
          display: 'Person',
        },
        role: { system: 'http://terminology.hl7.org/CodeSystem/object-role', code: '1', display: 'Patient' },
      })),
      ...body.entities.map(({ type, id }) => ({
        what: { identifier: { system: `urn:eventeye:${type}`, value: id } },
        type: {
          system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type',
          code: '2',
          display: 'System Object',
        },
      })),
      {
        type: {
          system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type',
          code: '2',
          display: 'System Object',
        },
        name: 'chain',
        detail: [
          { type: 'sequence', valueString: String(event.sequence) },
          { type: 'previousHash', valueString: event.previousHash },
          { type: 'hash', valueString: event.hash },
        ],
      },
    ],
  };
}

/** Minor failure where a caller was refused, serious where the server failed, major where it died. */
function outcomeOf(outcome: string): '0' | '4' | '8' | '12' {
  if (outcome === 'SUCCESS') return '0';
  if (outcome === interrupted) return '12';
  return outcome === 'INTERNAL' ? '8' : '4';
}

/** DICOM PS3.16 CID 400, Audit Event ID. */
function typeOf({ type }: AuditBody) {
  const coded = (code: string, display: string) => ({ system: dicom, code, display });
  if (type === 'ACCESS_REFUSED') return coded('110113', 'Security Alert');
  if (/^SIGN_|^SESSION_|^IDENTITY_/.test(type)) return coded('110114', 'User Authentication');
  if (type === 'AUDIT_EXPORTED') return coded('110101', 'Audit Log Used');
  if (/EXPORT|DOWNLOAD/.test(type)) return coded('110106', 'Export');
  if (/UPLOAD/.test(type)) return coded('110107', 'Import');
  if (/KEY|USER|MODEL|POLICY|ORIGIN|WEBHOOK|SILENT|TOKEN/.test(type))
    return coded('110100', 'Application Activity');
  if (type === 'PATIENT_CREATED') return coded('110110', 'Patient Record');
  if (/ANALYSIS|READING|INFERENCE/.test(type)) return coded('110111', 'Procedure Record');
  return coded('110103', 'DICOM Instances Accessed');
}
