"""What the data file holds, in words."""

from __future__ import annotations

from guanxian_desk.services.modules import MODULES
from guanxian_desk.services.office import Office
from guanxian_desk.store import audit, batches, upgrade


def about(office: Office) -> dict[str, object]:
    """Name, place, size and contents of the data file; counts are records."""
    with office.store.read() as session:
        counts = {
            sheet.title: batches.count_rows(session, module.landings[sheet.key])
            for module in MODULES
            for sheet in module.sheets
        }
        chain = audit.rows(session)
    return {
        "使用单位": office.name,
        "数据文件": str(office.path),
        "示例数据": office.is_sample,
        "结构版本": upgrade.HEAD,
        "大小（字节）": office.path.stat().st_size,
        "审计记录": chain,
        "记录数": counts,
    }
