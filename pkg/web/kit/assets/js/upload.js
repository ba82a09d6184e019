// Shows how far an upload is. Without it the form goes to the bucket by itself
// and comes back; a script cannot follow there, so it is answered 201 and goes
// on alone.
export default function upload(form) {
  const state = form.querySelector("[data-upload-state]");
  const bar = form.querySelector("progress");
  const button = form.querySelector("button[type=submit]");
  const finish = (words) => {
    state.textContent = words;
    bar.parentElement.hidden = true;
    button.disabled = false;
  };

  form.addEventListener("submit", (event) => {
    const file = form.elements.file.files[0];
    if (!file) return;
    event.preventDefault();
    if (file.size > Number(form.dataset.max)) return finish("檔案超過 20 MB，請縮小後再上傳。");
    if (file.size === 0) return finish("檔案是空的，請重新選擇。");
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.value = Math.round((loaded / total) * 100);
      const spoken = `已上傳 ${Math.floor(bar.value / 25) * 25}%`;
      if (state.textContent !== spoken) state.textContent = spoken;
    });
    request.addEventListener("load", () => {
      if (request.status === 201) location.assign(form.dataset.done);
      else finish("上傳沒有成功，可能是等候過久。請重新開啟這一頁再試。");
    });
    request.addEventListener("error", () => finish("連線中斷，檔案沒有上傳。請再試一次。"));
    button.disabled = true;
    bar.parentElement.hidden = false;
    state.textContent = "開始上傳";
    request.send(fields(form, file));
  });
}

// The form's fields for a script: another answer, the policy that allows it, and
// the file's name, all before the file.
function fields(form, file) {
  const data = new FormData(form);
  data.delete("file");
  data.delete("success_action_redirect");
  data.set("success_action_status", "201");
  data.set("policy", form.dataset.policy);
  data.set("x-amz-signature", form.dataset.signature);
  data.set("x-amz-meta-name", encodeURIComponent(file.name.slice(-100)));
  data.append("file", file);
  return data;
}
