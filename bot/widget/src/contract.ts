// The web channel's public contract: what the server says and takes (docs/contract.md, section 4).

export interface Choice {
  id: string;
  label: string;
}

export type Status = 'satisfait' | 'non_satisfait' | 'inconnu' | 'a_demander';

export interface Criterion {
  libelle: string;
  explication: string;
  source?: string;
}

export interface CriteriaGroup {
  titre: string;
  statut: Status;
  criteres: Criterion[];
}

export interface Step {
  titre: string;
  texte: string;
  date?: string;
}

export interface FormField {
  id: string;
  libelle: string;
  aide?: string;
  type: 'texte' | 'texte_long' | 'courriel' | 'choix' | 'consentement';
  obligatoire?: boolean;
  max?: number;
  options?: { id: string; libelle: string }[];
  autocomplete?: string;
}

export interface Form {
  id: string;
  titre: string;
  intro?: string;
  champs: FormField[];
}

export type Answer = string | boolean;
export type Answers = Record<string, Answer>;

/** A form that was sent: the answers, and what was said of them. */
export interface SentForm {
  answers: Answers;
  thanks: string;
}

interface Said {
  text: string;
  choices?: Choice[];
  sources?: string[];
  /** Who said it, and when (ISO 8601). */
  auteur: 'assistant' | 'personne';
  heure: string;
}

export interface PlainMessage extends Said {
  type: 'texte' | 'incompris';
  /** The choice that the person picked. */
  choice?: string;
}

export interface QuestionMessage extends Said {
  type: 'question';
  fact: string;
  progress?: { posees: number; restantes_max: number };
  why?: string;
  /** The parts of its text: what is said before the question, the question alone, how to answer. */
  intro?: string;
  asked?: string;
  help?: string;
}

export interface RecapMessage extends Said {
  type: 'recapitulatif';
  faits: Record<string, unknown>;
}

export interface VerdictMessage extends Said {
  type: 'verdict';
  verdict?: { calendrier?: { statut: string } };
  titre?: string;
  resume?: string;
  ouverture?: string;
  volet?: string;
  groupes?: CriteriaGroup[];
  ce_qui_changerait?: string[];
  montants?: string[];
  documents?: string[];
  etapes?: Step[];
  liens?: { titre: string; url: string }[];
  autres?: string[];
}

export interface QuestionnaireMessage extends Said {
  type: 'questionnaire';
  url?: string | null;
  formulaire?: Form | null;
  prefill?: Record<string, unknown>;
}

export type Message = PlainMessage | QuestionMessage | RecapMessage | VerdictMessage | QuestionnaireMessage;

/** What a person sends: words of their own, or a choice that was offered. */
export type Sent = { text: string } | { choice: string };
