import type { Messages } from './en.js';

export const ko: Messages = {
  DEMONSTRATION_MODEL:
    '합성 팬텀으로 학습한 시연용 모델이며 환자에서 검증되지 않았습니다. 진단에 사용할 수 없습니다.',
  LOW_PROBABILITY: '모델이 제시한 악성 확률은 {percent} %로 하한 임계값보다 낮습니다.',
  HIGH_PROBABILITY: '모델이 제시한 악성 확률은 {percent} %로 상한 임계값보다 높습니다.',
  BETWEEN_THRESHOLDS: '모델이 제시한 악성 확률은 {percent} %로 두 임계값 사이에 있어 판정을 보류합니다.',
  NOT_MR: '헤더에 따르면 MR 영상이 아닙니다. 이 모델의 대상이 아닙니다.',
  COLOUR_IMAGE: '컬러 이미지입니다. 유방 MR 영상은 회색조이므로 이 모델의 대상이 아닙니다.',
  OTHER_BODY_PART: '헤더에 다른 신체 부위가 적혀 있습니다. 이 모델은 유방만을 대상으로 합니다.',
  UNLIKE_TRAINING_IMAGES:
    '모델이 대상으로 하는 유방 MR 단면과 닮지 않은 영상입니다. 양쪽 유방의 축상면 영상인지 확인하십시오.',
  BLANK_IMAGE: '영상이 비어 있거나 거의 비어 있습니다. 분석할 내용이 없습니다.',
  NOT_IN_SCOPE: '유방 MR 영상으로 보이지 않습니다. 이 모델의 대상이 아닙니다.',
  ATTENTION_AREAS:
    '모델의 주의가 {count}개 영역에 모였습니다. 주의는 점수의 근거를 보여 줄 뿐 병변의 위치를 나타내지 않습니다.',
  NO_ATTENTION: '예측된 분류를 뚜렷하게 뒷받침하는 영역이 없습니다.',
  READER_DECIDES:
    '이 결과는 의사결정 보조 자료입니다. 전체 검사와 병력을 바탕으로 자격을 갖춘 판독의가 판단합니다.',
  PROMPT_RADIOLOGIST_REVIEW: '유방 영상의학과 전문의가 전체 검사를 신속히 검토하도록 하십시오.',
  RADIOLOGIST_REVIEW: '유방 영상의학과 전문의가 전체 검사를 검토하도록 하십시오.',
  CORRELATE_WITH_OTHER_IMAGING: '유방촬영술, 초음파, 임상 진찰 소견과 비교하십시오.',
  CONSIDER_TISSUE_SAMPLING: '판독의가 의심 소견을 확인하면 영상 유도 조직검사를 고려하십시오.',
  COMPARE_WITH_PRIORS: '이전 검사 및 이번 검사의 다른 시리즈와 비교하십시오.',
  CONSIDER_SHORT_INTERVAL_FOLLOW_UP:
    '판독의가 양성일 가능성이 높다고 판단하면 해당 지역 지침에 따라 단기 추적검사를 고려하십시오.',
  CONTINUE_SCREENING: '연령과 위험도에 대한 지역 지침의 간격에 따라 선별검사를 계속하십시오.',
  ASSESS_PERSONAL_RISK: '개인력과 가족력을 검토하고, 필요하면 위험도 평가나 유전 상담을 제공하십시오.',
  HEALTHY_HABITS: '예방: 규칙적인 신체 활동, 건강한 체중 유지, 절주는 유방암 위험을 낮춥니다.',
  SEND_BREAST_MR: '유방 MR 단면 영상을 가능하면 DICOM으로 보내 주십시오.',
  BI_RADS_LOW_PROBABILITY:
    '한 단면의 낮은 점수는 양성 또는 양성 가능성이 높은 소견과 부합합니다. 다른 부위의 질환을 배제하지 않습니다.',
  BI_RADS_BETWEEN_THRESHOLDS: '점수가 두 임계값 사이에 있어 범위가 넓습니다.',
  BI_RADS_RAISED_PROBABILITY: '점수가 상한 임계값보다 높지만 95 % 미만입니다.',
  BI_RADS_HIGH_PROBABILITY:
    '점수가 95 % 이상입니다. 형태와 조영 역학 정보 없이는 범주 5를 확신할 수 없습니다.',
  BI_RADS_NOT_ASSESSED: '영상을 평가하지 못했습니다. 추가 영상이 필요합니다.',
  GEOMETRY_SLICE_MISSING:
    '이 두 단면 사이에 단면 {count}개가 없습니다. 빠진 단면을 보내거나 볼륨을 주의해서 판독하십시오.',
  GEOMETRY_SLICE_DUPLICATE: '단면 {count}개가 같은 위치에 있습니다.',
  GEOMETRY_SPACING_IRREGULAR: '이 단면들 사이의 거리가 단면 간격의 배수가 아닙니다.',
  GEOMETRY_ORIENTATION_MIXED: '단면 {count}개의 방향이 시리즈의 나머지와 다릅니다.',
  GEOMETRY_SIZE_MIXED: '단면 {count}개의 크기가 시리즈의 나머지와 다릅니다.',
  GEOMETRY_PIXEL_SPACING_MIXED: '단면 {count}개의 픽셀 간격이 시리즈의 나머지와 다릅니다.',
  GEOMETRY_POSITION_ABSENT: '단면 {count}개에 환자 내 위치 정보가 없어 번호 순서로 정렬했습니다.',
};
