"""The office's words and rules: pure Python, no Qt, no SQL, no files, no clock.

May import `errors` only. The day is always handed in. Dates end in `_on`, instants in `_at`.

Glossary (中文, identifier):
    留守儿童, 关爱对象          left-behind child, `Child` in care
    学籍标注                  `Mark`, a fact kept as the 学籍 system states it
    去向, 外出务工             `Whereabouts`, `ParentStatus.WORKS_AWAY`, `away_since`
    照料, 实际照料人           `Care`, caregiver (the parents stay 法定监护人, guardians)
    口径                     `Definition`; what it says of a child is a `Finding`
    在册, 学期摸底表           on the register, term sheet; 未核实: not verified
    结对帮扶, 帮扶人           pairing, mentor
    家访日记, 汇总条           visit diary, tally
    次/户次/人次/人            times, household times, child times, children; never interchangeable
    随访规则, 应完成, 逾期      follow-up `Rule`, owed, overdue
    工作总结, 统计表, 版式      work summary, statistics, `LayoutProfile`
"""
