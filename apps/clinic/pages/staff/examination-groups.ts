/** Where a test is done, in the order in which a person is usually examined: standing, sitting, lying, then the rest. */
export interface ExaminationGroup {
  readonly id: string;
  readonly title: string;
  /** Dependency clusters of the evidence base that belong here. */
  readonly clusters: readonly string[];
}

export const EXAMINATION_GROUPS: readonly ExaminationGroup[] = [
  {
    id: "posture",
    title: "Standing, leg length, walking",
    clusters: [
      "lld_exam",
      "posture",
      "scoliosis",
      "balance_exam",
      "asymmetry",
      "gait_speed",
      "footdrop",
      "heelraise",
      "lbp_gait",
      "lss_gait",
      "claudication",
    ],
  },
  { id: "coupling", title: "Does one end move the other?", clusters: ["coupling_trial", "coupling_neuro"] },
  {
    id: "lumbar",
    title: "Lower and upper back",
    clusters: [
      "back_motion",
      "lss_exam",
      "facet",
      "disc",
      "listhesis",
      "instability",
      "fracture_exam",
      "thoracic",
      "myofascial",
      "fracture_cluster",
      "lss_score",
    ],
  },
  {
    id: "nerve-tension",
    title: "Nerves under tension",
    clusters: ["neural_tension", "femoral_tension", "neuropathic"],
  },
  {
    id: "nerve-loss",
    title: "Strength, reflexes, feeling",
    clusters: [
      "neuro_l3",
      "neuro_l4",
      "neuro_l5",
      "neuro_s1",
      "neuro_any",
      "footdrop_loc",
      "neuropathy_exam",
      "areflexia",
      "sciatic_exam",
      "leg_tinel",
      "thigh_numb",
      "functional",
    ],
  },
  {
    id: "central",
    title: "Signs from cord, brain and bladder",
    clusters: ["ces_exam", "umn", "umn_exam", "sens_level", "mnd", "parkinson"],
  },
  { id: "pelvis", title: "Sacroiliac joint and pelvis", clusters: ["sij_exam", "faber", "pgp", "piri_exam", "coccyx"] },
  {
    id: "hip",
    title: "Hip and thigh",
    clusters: ["hip_exam", "hip_abd", "gluteal_exam", "psoas_exam", "adductor", "hamstring", "joint_exam"],
  },
  {
    id: "knee",
    title: "Knee and shin",
    clusters: [
      "pfp_exam",
      "meniscus_exam",
      "knee_lig",
      "knee_fluid",
      "popliteal",
      "pes_exam",
      "itb_exam",
      "shin_exam",
      "calf",
      "compartment_exam",
    ],
  },
  {
    id: "ankle",
    title: "Ankle and tendons",
    clusters: [
      "ankle_exam",
      "synd_exam",
      "peroneal_exam",
      "ta_exam",
      "fhl_exam",
      "imp_ant",
      "imp_post",
      "ankle_motion",
      "equinus_exam",
      "achilles_exam",
      "ptt_exam",
      "tts_exam",
      "subtalar_exam",
    ],
  },
  {
    id: "arch",
    title: "Heel, arch and foot shape",
    clusters: [
      "heel_exam",
      "heel_neuro_exam",
      "pronation_exam",
      "flex_exam",
      "cavus_exam",
      "medial_arch_exam",
      "midfoot_exam",
      "lateral_foot_exam",
      "charcot_late_exam",
    ],
  },
  {
    id: "forefoot",
    title: "Forefoot and toes",
    clusters: ["forefoot_exam", "neuroma_exam", "hallux_exam", "first_ray", "toes"],
  },
  {
    id: "bone",
    title: "Bone, joint heat and injury",
    clusters: ["bone_exam", "fracture_foot", "hot_exam", "crps_exam", "gout"],
  },
  {
    id: "skin",
    title: "Skin and lumps",
    clusters: ["skin_exam", "skin_lab", "sole_pigment_exam", "lump_exam", "ulcer_exam"],
  },
  {
    id: "circulation",
    title: "Circulation and swelling",
    clusters: ["pad_exam", "dvt", "popliteal_exam", "lymph_exam", "oedema_exam", "aaa", "aorta_exam"],
  },
  { id: "general", title: "General signs", clusters: ["vitals", "vitals_temp", "urinary_exam", "belly_exam"] },
  { id: "pressure", title: "Plantar pressure, entered by hand", clusters: ["pressure", "dyn_pronation"] },
  { id: "shoes", title: "Shoes", clusters: ["shoe_fit", "shoe_support"] },
];

/** For a cluster that is new in the base and has no place yet: shown last, never hidden. */
export const OTHER_GROUP: ExaminationGroup = { id: "other", title: "Other tests", clusters: [] };

export function groupOfCluster(cluster: string): ExaminationGroup {
  return EXAMINATION_GROUPS.find(({ clusters }) => clusters.includes(cluster)) ?? OTHER_GROUP;
}
