/** Programs that fetch a link only to draw a picture of it, or to list it. They say who they are. */
const previews =
  /\b(facebookexternalhit|facebot|twitterbot|linkedinbot|slackbot|slack-imgproxy|whatsapp|telegrambot|discordbot|skypeuripreview|microsoftpreview|teamsbot|pinterest(bot)?|redditbot|embedly|iframely|vkshare|viber|line-poker|mastodon|googlebot|google-inspectiontool|googleother|bingbot|bingpreview|yandexbot|baiduspider|duckduckbot|applebot|petalbot|ahrefsbot|semrushbot|ia_archiver|gptbot|claudebot|ccbot|perplexitybot|bytespider)\b/i;

/** Whether nobody looks at the answer: a known preview, or a browser that fetches ahead of a click. */
export function isPreview({ headers }: { headers: Headers }): boolean {
  const ahead = headers.get('sec-purpose') ?? headers.get('purpose') ?? headers.get('x-purpose') ?? '';
  return previews.test(headers.get('user-agent') ?? '') || /prefetch|preview/i.test(ahead);
}
