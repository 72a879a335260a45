/** Pourquoi un texte ne peut pas être enregistré. */
type Params = Record<string, string | number>;

const where = ({ words }: Params) => (words === undefined ? '.' : `\u00a0: ${words}`);

const reasons: Record<string, (params: Params) => string> = {
  one_button: () => 'Un texte a un seul bouton\u00a0: la page du client ou le paiement, pas les deux.',
  empty: ({ field }) =>
    field === 'subject'
      ? 'L’objet est vide. Saisissez-en un avant d’enregistrer.'
      : 'Le texte est vide. Écrivez quelque chose avant d’enregistrer.',
  too_long: () => 'Le texte est trop long. Raccourcissez-le, puis enregistrez de nouveau.',
  too_many_parts: () =>
    'Le texte a plus de 20\u202f000 éléments. Raccourcissez-le, puis enregistrez de nouveau.',
  too_deep: () => 'Des listes et citations sont imbriquées sur plus de 20 niveaux. Aplatissez le texte.',
  table_in_table: () => 'Un tableau se trouve dans un tableau. Placez celui de l’intérieur en dessous.',
  page_break_in_table: () =>
    'Une nouvelle page commence dans un tableau. Placez-la avant ou après le tableau.',
  mustache: (p) => `Le texte entre {{ et }} n’est pas rempli ici. Tapez # pour une valeur${where(p)}`,
  tag_not_in_subject: ({ tag = '' }) => `#${tag} ne peut pas figurer dans un objet.`,
  tag_not_for_audience: (p) => `${p.tag ?? ''} n’est pas pour ces lecteurs${where(p)}`,
  tag_in_attribute: (p) => `Un lien ne peut pas mener à ${p.tag ?? ''}. Choisissez une adresse${where(p)}`,
  no_placeholder: ({ tag = '' }) =>
    `Saisissez ce qui est dit à la place de ${tag}, ou choisissez ce qui se passe sinon.`,
};

export function templateRefusal(params: Params): string {
  const say = reasons[String(params['reason'])];
  return say?.(params) ?? 'Le modèle ne peut pas être rendu. Corrigez-le et enregistrez de nouveau.';
}
