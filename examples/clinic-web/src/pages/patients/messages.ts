import { defineMessages } from '@eventeye/react';

export const messages = defineMessages({
  en: {
    title: 'Patients',
    lead: 'Open a patient to see images and results, or add one and drop the files there.',
    search: 'Search',
    searchHint: 'Part of the name or of the medical record number',
    mrn: 'Record number',
    name: 'Name',
    birthDate: 'Date of birth',
    unknown: '—',
    none: 'No patients yet',
    noneText:
      'Add the first one. DICOM files that name their own patient can be dropped on any patient page.',
    noneFound: 'Nobody found',
    noneFoundText: 'Look for a part of the name or of the record number.',
    create: 'New patient',
  },
  ko: {
    title: '환자',
    lead: '환자를 열어 영상과 결과를 보거나, 새 환자를 추가하고 파일을 올리십시오.',
    search: '검색',
    searchHint: '이름 또는 등록번호의 일부',
    mrn: '등록번호',
    name: '이름',
    birthDate: '생년월일',
    unknown: '—',
    none: '아직 환자가 없습니다',
    noneText: '첫 환자를 추가하십시오.',
    noneFound: '찾는 환자가 없습니다',
    noneFoundText: '이름이나 등록번호의 일부로 찾아보십시오.',
    create: '새 환자',
  },
});
