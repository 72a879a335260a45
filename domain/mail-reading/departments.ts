/** Departments with which people sign instead of a name, in the languages of the product. */
const departments =
  /(?:^|[\s'’])(?:accounts?(?: payable)?|accounting|finance|bookkeeping|purchase ledger|procurement|purchasing|treasury|office of|comptabilit\p{L}*|secr[ée]tariat|direction|tr[ée]sorerie|achats|buchhaltung|rechnungswesen|rechnungsprüfung|kreditoren\p{L}*|finanz\p{L}*|einkauf|verwaltung|sekretariat|administraci[óo]n|contabilidad|tesorer[íi]a|compras|cuentas por pagar|amministrazione|ufficio|contabilit[àa]|segreteria|administratie|crediteuren\p{L}*|boekhouding|afdeling|inkoop|financiën|księgowość|dział|biuro|contas a pagar|financeiro|contabilidade|administração|tesouraria|departamento|muhasebe|finans|satın ?alma|contabilitate|departament\p{L}*|financiar|računovodstvo|financije|nabava|ekonomi\p{L}*|redovisning\p{L}*|leverantörsreskontra|経理(?:部|課)?|財務部?|财务(?:部)?|會計部?|会计(?:部)?)(?:\s|$)/iu;

/** *Service comptabilité*, *Le secrétariat*: a few words without what ends a sentence. */
export function isDepartment(text: string): boolean {
  return (
    text.length <= 50 &&
    /^\p{Lu}|^[^\p{Script=Latin}]/u.test(text) &&
    !/[.!?:;,。！？\d]/.test(text) &&
    text.split(/\s+/).length <= 5 &&
    departments.test(text)
  );
}
