// Files to hand in, and those that a page hands out.

// The smallest PDF there is, and one with a script.
export const pdf = (more = "") => {
  const objects = [`<< /Type /Catalog /Pages 2 0 R ${more} >>`, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, n) => {
    const at = text.length;
    text += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${offsets.map((at) => String(at).padStart(10, "0") + " 00000 n \n").join("")}`;
  return Buffer.from(text + `trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
};

// What a browser saves when a link is followed.
export async function saved(page, link) {
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const stream = await download.createReadStream();
  const parts = [];
  for await (const part of stream) parts.push(part);
  return { name: download.suggestedFilename(), content: Buffer.concat(parts) };
}
