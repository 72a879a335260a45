/** Fees and interest are of no invoice: refusing them says nothing of the items beside them. */
const fees =
  /(?<!\p{L})(?:mahn(?:gebuhr|kosten|spesen|pauschal)\p{L}*|verzugs\p{L}*|inkasso(?:kosten|gebuhr)\p{L}*|(?:late|reminder|collection|dunning|admin\p{L}*|recovery|overdue) (?:payment )?(?:fees?|charges?|costs?|interest)|interest charges?|(?:frais|indemnites?) (?:de )?(?:relance|recouvrement|rappel|retard|forfaitaire)|penalites(?: de retard)?|interets (?:de retard|moratoires)|gastos de (?:reclamacion|gestion|devolucion|cobro)|recargos?|intereses(?: de demora)?|interessi(?: di mora)?|spese di sollecito|(?:aanmanings|incasso|herinnerings)kosten|wettelijke rente|odset(?:ki|ek)|oplat\p{L} (?:za wezwani\p{L}|upomnieni\p{L})|juros(?: de mora)?|encargos|multas?|gecikme (?:faizi|bedeli|zammi)\p{L}*|dobanz\p{L}*|penalitat\p{L}*|zatezn\p{L}* kamat\p{L}*|kamat\p{L}*|(?:paminnelse|inkasso)avgift\p{L}*|drojsmalsranta\p{L}*)(?!\p{L})|遅延損害金|延滞金|督促手数料|滞纳金|滯納金|利息/u;

export function isOfFees(text: string): boolean {
  return fees.test(text);
}
