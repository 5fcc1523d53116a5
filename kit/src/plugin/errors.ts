/** One code for each clause of the contract with plug-ins; docs/PLUGINS.md explains every one. */
import { defineErrors, message, type Message, type Params } from '../errors/index.js';

export const pluginErrors = defineErrors({
  PLUGIN_NOT_FOUND: {
    vi: 'Không tìm thấy mô-đun «{plugin}» ({why}). Hệ thống chưa khởi động; hãy cài mô-đun hoặc bỏ tên khỏi PLUGINS.',
    en: 'The plug-in “{plugin}” was not found ({why}). Nothing was started; install it, or take it out of PLUGINS.',
  },
  PLUGIN_NOT_DEFINED: {
    vi: 'Gói «{plugin}» không xuất ra giá trị «plugin» do definePlugin tạo. Hệ thống chưa khởi động; hãy sửa gói.',
    en: 'The package “{plugin}” exports no `plugin` made by definePlugin. Nothing was started; correct the package.',
  },
  PLUGIN_NAMED_TWICE: {
    vi: 'Mô-đun «{plugin}» được nêu hai lần trong PLUGINS. Hệ thống chưa khởi động; hãy bỏ một lần.',
    en: 'The plug-in “{plugin}” is named twice in PLUGINS. Nothing was started; name it once.',
  },
  PLUGIN_NAME: {
    vi: 'Tên mô-đun «{plugin}» phải là chữ thường nối bằng gạch ngang và trùng với tên được bật («{asked}»). Hệ thống chưa khởi động.',
    en: 'The plug-in’s name “{plugin}” must be kebab-case and the name under which it was enabled (“{asked}”). Nothing was started.',
  },
  PLUGIN_VERSION: {
    vi: 'Phiên bản «{version}» của mô-đun «{plugin}» không đúng dạng x.y.z. Hệ thống chưa khởi động.',
    en: 'The version “{version}” of the plug-in “{plugin}” is not x.y.z. Nothing was started.',
  },
  PLUGIN_KIT_RANGE: {
    vi: 'Mô-đun «{plugin}» cần kit «{range}», đang chạy kit {kit}. Hệ thống chưa khởi động; hãy cập nhật mô-đun.',
    en: 'The plug-in “{plugin}” needs kit “{range}”; this is kit {kit}. Nothing was started; update the plug-in.',
  },
  PLUGIN_NEEDS: {
    vi: 'Mô-đun «{plugin}» cần mô-đun «{needed}» chưa được bật. Hệ thống chưa khởi động; hãy thêm vào PLUGINS.',
    en: 'The plug-in “{plugin}” needs “{needed}”, which is not enabled. Nothing was started; add it to PLUGINS.',
  },
  PLUGIN_NEEDS_CYCLE: {
    vi: 'Các mô-đun cần lẫn nhau thành vòng: {cycle}. Hệ thống chưa khởi động; hãy bỏ một phụ thuộc.',
    en: 'The plug-ins need each other in a circle: {cycle}. Nothing was started; take one need out.',
  },
  PLUGIN_UNITS: {
    vi: 'Mô-đun «{plugin}» nêu đơn vị hành chính «{unit}» không đúng dạng mã. Hệ thống chưa khởi động.',
    en: 'The plug-in “{plugin}” names “{unit}”, which is not the id of an administrative unit. Nothing was started.',
  },
  PLUGIN_EXTENDS_UNSUPPORTED: {
    vi: 'Mô-đun «{plugin}» muốn chạy bên trong «{host}» (extends); kit {kit} chưa hỗ trợ. Hệ thống chưa khởi động; chỉ dùng phân hệ riêng.',
    en: 'The plug-in “{plugin}” wants to run inside “{host}” (extends), which kit {kit} does not support. Nothing was started; bring a subgraph of its own only.',
  },
  PLUGIN_EMPTY: {
    vi: 'Mô-đun «{plugin}» không có phân hệ riêng nên không thêm gì. Hệ thống chưa khởi động; hãy bổ sung hoặc bỏ khỏi PLUGINS.',
    en: 'The plug-in “{plugin}” brings no subgraph and so adds nothing. Nothing was started; complete it, or take it out of PLUGINS.',
  },
  PLUGIN_SUBGRAPH_NAME: {
    vi: 'Phân hệ của mô-đun «{plugin}» phải mang tên mô-đun, không phải «{subgraph}». Hệ thống chưa khởi động.',
    en: 'The subgraph of the plug-in “{plugin}” must have the plug-in’s name, not “{subgraph}”. Nothing was started.',
  },
  PLUGIN_SCHEMA: {
    vi: 'Bảng của mô-đun «{plugin}» phải nằm trong lược đồ «{expected}», không phải «{schema}». Hệ thống chưa khởi động.',
    en: 'The tables of the plug-in “{plugin}” must lie in the schema “{expected}”, not in “{schema}”. Nothing was started.',
  },
  PLUGIN_READS: {
    vi: 'Mô-đun «{plugin}» không được đọc lược đồ «{schema}»; chỉ được đọc: {allowed}. Hệ thống chưa khởi động.',
    en: 'The plug-in “{plugin}” may not read the schema “{schema}”; it may read: {allowed}. Nothing was started.',
  },
  PLUGIN_SETTING_PREFIX: {
    vi: 'Cấu hình «{setting}» của mô-đun «{plugin}» phải bắt đầu bằng «{prefix}». Hệ thống chưa khởi động.',
    en: 'The setting “{setting}” of the plug-in “{plugin}” must begin with “{prefix}”. Nothing was started.',
  },
  PLUGIN_ERROR_PREFIX: {
    vi: 'Mã lỗi «{error}» của mô-đun «{plugin}» phải bắt đầu bằng «{prefix}». Hệ thống chưa khởi động.',
    en: 'The error code “{error}” of the plug-in “{plugin}” must begin with “{prefix}”. Nothing was started.',
  },
  PLUGIN_TYPE_PREFIX: {
    vi: 'Kiểu «{type}» của mô-đun «{plugin}» phải bắt đầu bằng «{prefix}». Hệ thống chưa khởi động.',
    en: 'The type “{type}” of the plug-in “{plugin}” must begin with “{prefix}”. Nothing was started.',
  },
  PLUGIN_ROOT_PREFIX: {
    vi: 'Trường gốc «{field}» của mô-đun «{plugin}» phải bắt đầu bằng «{prefix}». Hệ thống chưa khởi động.',
    en: 'The root field “{field}” of the plug-in “{plugin}” must begin with “{prefix}”. Nothing was started.',
  },
  PLUGIN_HOST_FIELD_NAME: {
    vi: 'Mô-đun «{plugin}» chỉ được thêm vào kiểu «{type}» một trường tên «{expected}», không được thêm «{field}». Hệ thống chưa khởi động.',
    en: 'The plug-in “{plugin}” may add to the type “{type}” one field named “{expected}”, and not “{field}”. Nothing was started.',
  },
  PLUGIN_HOST_FIELD_NULLABLE: {
    vi: 'Trường «{type}.{field}» của mô-đun «{plugin}» phải cho phép null, để mô-đun hỏng không làm hỏng phần chính. Hệ thống chưa khởi động.',
    en: 'The field “{type}.{field}” of the plug-in “{plugin}” must be nullable, so that its failure takes nothing else away. Nothing was started.',
  },
  PLUGIN_DIRECTIVE: {
    vi: 'Mô-đun «{plugin}» không được dùng @{directive} ở «{at}». Hệ thống chưa khởi động.',
    en: 'The plug-in “{plugin}” may not use @{directive} at “{at}”. Nothing was started.',
  },
  PLUGIN_ACCESS: {
    vi: 'Trường «{at}» của mô-đun «{plugin}» chưa có quy tắc @access. Hệ thống chưa khởi động.',
    en: 'The field “{at}” of the plug-in “{plugin}” has no @access rule. Nothing was started.',
  },
  PLUGIN_SHARED_TYPE: {
    vi: 'Mô-đun «{plugin}» khai báo kiểu chung «{type}» khác với kit. Hệ thống chưa khởi động; hãy dùng kiểu của kit.',
    en: 'The plug-in “{plugin}” declares the shared type “{type}” otherwise than the kit does. Nothing was started; use the kit’s.',
  },
  PLUGIN_NOT_SUPERSET: {
    vi: 'Có mô-đun «{plugin}» thì giao diện chung mất hoặc đổi: {lost}. Hệ thống chưa khởi động; mô-đun chỉ được thêm.',
    en: 'With the plug-in “{plugin}” the common API loses or changes: {lost}. Nothing was started; a plug-in may only add.',
  },
  PLUGIN_DOES_NOT_COMPOSE: {
    vi: 'Mô-đun «{plugin}» không ghép được với các phân hệ khác: {why}. Hệ thống chưa khởi động.',
    en: 'The plug-in “{plugin}” does not compose with the other subgraphs: {why}. Nothing was started.',
  },
});

export type PluginErrorCode = keyof typeof pluginErrors;

/** A plug-in that breaks a clause is refused before anything starts. */
export class PluginRefused extends Error {
  readonly code: PluginErrorCode;
  readonly said: Message;
  constructor(code: PluginErrorCode, params: Params) {
    const said = message(pluginErrors, code, params);
    super(`${code}: ${said.vi} / ${said.en}`);
    this.name = 'PluginRefused';
    this.code = code;
    this.said = said;
  }
}
