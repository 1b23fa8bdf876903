"""The words of dates in Chinese, in simplified and traditional characters."""

from __future__ import annotations

from typing import Final

from chronology.dates.phrasebook.language import Kind, Language

_DAY_NAMES: Final = ("一", "二", "三", "四", "五", "六", "日|天")
_WEEK_WORDS: Final = ("星期", "礼拜", "禮拜", "周", "週")
_LAST_WEEK: Final = ("上", "上个", "上個")
_NEXT_WEEK: Final = ("下", "下个", "下個")
_THIS_WEEK: Final = ("本", "这", "這", "这个", "這個")


def _weekday(number: int, *, which: tuple[str, ...] = ("",)) -> str:
    """The names of a weekday, each with what stands before it."""
    return "|".join(
        before + week + name for before in which for week in _WEEK_WORDS for name in _DAY_NAMES[number].split("|")
    )


CHINESE: Final = Language(
    code="zh",
    months=("元月", *[""] * 11),
    weekdays=tuple(_weekday(number) for number in range(7)),
    seasons=("春|春天|春季", "夏|夏天|夏季", "秋|秋天|秋季", "冬|冬天|冬季"),
    rows=(
        *((Kind.WEEKDAY_OFFSET, (-1, number), _weekday(number, which=_LAST_WEEK)) for number in range(7)),
        *((Kind.WEEKDAY_OFFSET, (0, number), _weekday(number, which=_THIS_WEEK)) for number in range(7)),
        *((Kind.WEEKDAY_OFFSET, (1, number), _weekday(number, which=_NEXT_WEEK)) for number in range(7)),
        (Kind.LEAD, None, "在|于|於|第|首"),
        (Kind.OF, None, "的"),
        (Kind.YEAR_WORD, "year", "年|年度"),
        (Kind.MONTH_MARK, None, "月|月份"),
        (Kind.DAY_MARK, None, "日|号|號"),
        (Kind.CENTURY, 100, "世纪|世紀"),
        (Kind.CENTURY, 1000, "千年纪|千纪"),
        (Kind.DECADE, None, "年代"),
        (Kind.QUARTER, "quarter", "季度|季"),
        (Kind.TAIL_PORTION, (0, 2), "上半年|上半叶|前半叶|上半葉|前半期"),
        (Kind.TAIL_PORTION, (1, 2), "下半年|下半叶|后半叶|下半葉|后半期"),
        (Kind.TAIL_PORTION, (0, 3), "初|年初|初期|早期|上旬|之初|初叶"),
        (Kind.TAIL_PORTION, (1, 3), "中|年中|中期|中旬|中叶|中葉"),
        (Kind.TAIL_PORTION, (2, 3), "末|底|年底|年末|末期|晚期|后期|後期|下旬|末叶"),
        (Kind.ERA, True, "公元前|西元前"),
        (Kind.ERA, False, "公元|西元"),
        (Kind.ABOUT, None, "约|約|大约|大約|大致|左右|前后|前後|约于"),
        (Kind.SOME_TIME, None, "某时|某时候|某日|某天|某個時候"),
        (Kind.DOUBT, None, "可能|也许|或许|大概|疑似|日期不确定|不确定|(?)"),
        (Kind.BEFORE, None, "早于"),
        (Kind.TAIL_BEFORE, None, "以前|之前|前"),
        (Kind.AFTER, None, "晚于"),
        (Kind.TAIL_AFTER, None, "以后|之后|以後|之後|后|後"),
        (Kind.FROM, None, "从|從"),
        (Kind.SINCE, None, "自|自从|自從"),
        (Kind.TAIL_SINCE, None, "以来|以來|起|开始|開始|至今|迄今|至今为止|起至今|持续中|持續中"),
        (Kind.UNTIL, None, "至|到|直到|直至|截至|截止"),
        (Kind.TAIL_UNTIL, None, "为止|為止|止"),
        (Kind.BY, None, "不晚于|最迟|不迟于|最晚"),
        (Kind.NOT_BEFORE, None, "不早于|最早"),
        (Kind.TAIL_BETWEEN, None, "之间|之間|间|間"),
        (Kind.AND, None, "和|与|與|及|以及"),
        (Kind.OR, None, "或|或者"),
        (Kind.PRESENT, None, "现在|如今|目前"),
        (Kind.UNIT_OFFSET, (-2, "year"), "前年"),
        (Kind.UNIT_OFFSET, (-1, "year"), "去年|昨年|上一年"),
        (Kind.UNIT_OFFSET, (0, "year"), "今年|本年|本年度|当年"),
        (Kind.UNIT_OFFSET, (1, "year"), "明年|下一年"),
        (Kind.UNIT_OFFSET, (-1, "month"), "上个月|上月|上個月"),
        (Kind.UNIT_OFFSET, (0, "month"), "本月|这个月|這個月"),
        (Kind.UNIT_OFFSET, (1, "month"), "下个月|下月|下個月"),
        (Kind.UNIT_OFFSET, (-1, "week"), "上周|上星期|上个星期|上週|上個星期|上礼拜"),
        (Kind.UNIT_OFFSET, (0, "week"), "本周|这周|这星期|本週|本星期|这个星期"),
        (Kind.UNIT_OFFSET, (1, "week"), "下周|下星期|下个星期|下週|下個星期|下礼拜"),
        (Kind.UNIT_OFFSET, (-1, "century"), "上世纪|上个世纪|上世紀"),
        (Kind.UNIT_OFFSET, (0, "century"), "本世纪|本世紀"),
        (Kind.UNIT, "day", "天"),
        (Kind.UNIT, "week", "周|星期|个星期|個星期|週|礼拜"),
        (Kind.UNIT, "month", "个月|個月"),
        (Kind.DAY_OFFSET, -2, "前天"),
        (Kind.DAY_OFFSET, -1, "昨天|昨日"),
        (Kind.DAY_OFFSET, 0, "今天|今日"),
        (Kind.DAY_OFFSET, 1, "明天|明日"),
        (Kind.DAY_OFFSET, 2, "后天|後天"),
        (Kind.ROLLING, -1, "过去|過去|最近"),
        (Kind.ROLLING, 1, "未来|未來"),
        (Kind.EARLIER, -1, "早些时候|早些時候|稍早"),
        (Kind.EARLIER, 1, "晚些时候|晚些時候|稍晚"),
    ),
)
