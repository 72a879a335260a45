import type { LetterWords } from './words.ts';

export const es: LetterWords = {
  page: 'Página {page} de {pages}',
  onePage: '1 página',
  manyPages: '{count} páginas',
  carriedForward: 'Suma y sigue',
  broughtForward: 'Suma anterior',
  enclosure: 'Documento adjunto',
  enclosures: 'Documentos adjuntos',
  wayIn: 'Su cuenta con nosotros: partidas y documentos',
  wayInNote: 'Enviamos el enlace a la dirección de correo de esta carta; la carta por sí sola no abre nada.',
  payOnline: 'Pagar en línea',
  payOnlineNote:
    'Escanee el código o escriba la dirección: enviamos el enlace a la dirección de correo que tenemos de usted. La carta por sí sola no abre nada.',
  placeAndDate: '{place}, {date}',
  references: {
    customer_number: 'Número de cliente',
    contact_person: 'Contacto',
    contact_phone: 'Teléfono',
    contact_email: 'Correo electrónico',
    level: 'Nivel de recordatorio',
  },
};
