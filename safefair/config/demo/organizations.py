"""Forty invented organisations in ten countries, with a place each. `(invented)` stands in every name."""

import datetime as dt

from safefair.accounts.models import Organization, RoleAssignment, User
from safefair.accounts.trial import PASSWORD, TRIAL_USERS
from safefair.directory.models import Location

# code | name | kind | country | area | town | weight (how much it does)
LIST = """
TH-MRC-MAESOT|Mae Sot Migrant Worker Resource Centre|MRC|TH|TH-63|Mae Sot|9
TH-MRC-CNX|Chiang Mai Migrant Worker Resource Centre|MRC|TH|TH-50|Chiang Mai|5
TH-SHELTER-1|Riverside Shelter Network|SHELTER|TH|TH-63|Tak|2
TH-UNION-1|Seafood Workers' Union Samut Sakhon|UNION|TH|TH-74|Samut Sakhon|3
TH-NGO-1|Border Legal Aid|NGO|TH|TH-63|Mae Sot|3
TH-GOV-1|Provincial Labour Office Tak|GOVERNMENT|TH|TH-63|Tak|2
MM-MRC-YGN|Yangon Migrant Worker Resource Centre|MRC|MM|MM-06|Yangon|6
MM-MRC-HPAAN|Hpa-An Migrant Worker Resource Centre|MRC|MM|MM-13|Hpa-An|5
MM-WOMEN-1|Golden Thread Women's Association|WOMEN|MM|MM-06|Yangon|3
MM-NGO-1|Safe Roads Mandalay|NGO|MM|MM-04|Mandalay|2
KH-MRC-PNH|Phnom Penh Migrant Worker Resource Centre|MRC|KH|KH-12|Phnom Penh|5
KH-MRC-BTB|Battambang Migrant Worker Resource Centre|MRC|KH|KH-2|Battambang|5
KH-WOMEN-1|Lotus Women's Network|WOMEN|KH|KH-12|Phnom Penh|3
KH-GOV-1|Provincial Department of Labour Prey Veng|GOVERNMENT|KH|KH-14|Prey Veng|2
KH-UNION-1|Garment Workers' Federation|UNION|KH|KH-12|Phnom Penh|3
LA-MRC-VTE|Vientiane Migrant Worker Resource Centre|MRC|LA|LA-VT|Vientiane|4
LA-MRC-SVK|Savannakhet Migrant Worker Resource Centre|MRC|LA|LA-SV|Savannakhet|4
LA-WOMEN-1|Weaving Women Savannakhet|WOMEN|LA|LA-SV|Savannakhet|2
LA-GOV-1|Labour and Social Welfare Office Champasak|GOVERNMENT|LA|LA-CH|Pakse|2
VN-MRC-HN|Ha Noi Migrant Worker Resource Centre|MRC|VN|VN-HN|Ha Noi|5
VN-MRC-TH|Thanh Hoa Migrant Worker Resource Centre|MRC|VN|VN-21|Thanh Hoa|5
VN-WOMEN-1|Red River Women's Union Branch|WOMEN|VN|VN-HN|Ha Noi|4
VN-GOV-1|Department of Labour Nghe An|GOVERNMENT|VN|VN-22|Vinh|2
ID-MRC-CRB|Cirebon Migrant Worker Resource Centre|MRC|ID|ID-JB|Cirebon|5
ID-MRC-TLG|Tulungagung Migrant Worker Resource Centre|MRC|ID|ID-JI|Tulungagung|5
ID-MIGRANT-1|Returned Workers' Circle Lombok|MIGRANT|ID|ID-NB|Mataram|3
ID-WOMEN-1|Village Women's School East Java|WOMEN|ID|ID-JI|Malang|3
ID-UNION-1|Domestic Workers' Union Jakarta|UNION|ID|ID-JK|Jakarta|2
PH-MRC-QC|Quezon City Migrant Worker Resource Centre|MRC|PH|PH-00|Quezon City|5
PH-MRC-LU|La Union Migrant Worker Resource Centre|MRC|PH|PH-LUN|San Fernando|4
PH-MIGRANT-1|Overseas Workers' Families Network|MIGRANT|PH|PH-00|Manila|3
PH-GOV-1|Provincial Social Welfare Office Iloilo|GOVERNMENT|PH|PH-ILI|Iloilo City|2
MY-MRC-KL|Kuala Lumpur Migrant Worker Resource Centre|MRC|MY|MY-14|Kuala Lumpur|5
MY-MIGRANT-1|Domestic Workers' Circle Klang Valley|MIGRANT|MY|MY-10|Petaling Jaya|4
MY-NGO-1|Women's Helpline Penang|NGO|MY|MY-07|George Town|2
MY-EMP-1|Fair Recruiters' Association|EMPLOYER|MY|MY-14|Kuala Lumpur|1
SG-NGO-1|Helpers' House|NGO|SG||Singapore|3
SG-MIGRANT-1|Sunday Learning Circle|MIGRANT|SG||Singapore|2
BN-NGO-1|Women's Business Forum Bandar|NGO|BN|BN-BM|Bandar Seri Begawan|3
BN-GOV-1|Labour Help Desk Brunei-Muara|GOVERNMENT|BN|BN-BM|Bandar Seri Begawan|3
"""


def make_organizations() -> list[tuple[Organization, Location, int]]:
    """The organisations with their place and weight."""
    made = []
    for line in LIST.strip().splitlines():
        code, name, kind, country, area, town, weight = line.split("|")
        organization = Organization.objects.create(
            code=code, name=f"{name} (invented)", kind=kind, country=country
        )
        place = Location.objects.create(
            organization=organization, name=f"{town}", country=country, area=area, place=town,
            opening_hours="Monday to Friday, 09:00 to 17:00",
        )  # fmt: skip
        made.append((organization, place, int(weight)))
    return made


def make_users(on: dt.date) -> dict[str, User]:
    """One user for each role, by role code."""
    by_code = {organization.code: organization for organization in Organization.objects.all()}
    users = {}
    for person in TRIAL_USERS:
        user = User.objects.create_user(person.email, PASSWORD, name=person.name)
        organization = by_code[person.organization] if person.organization else None
        RoleAssignment.objects.create(user=user, role=person.role, organization=organization, starts_on=on)
        users[person.role] = user
    return users


def make_clerks(organizations: list[Organization], on: dt.date) -> dict[int, User]:
    """One invented clerk for each organisation, by its id; without a password, so that nobody signs in as one."""
    clerks = {}
    for number, organization in enumerate(organizations, start=1):
        clerk = User.objects.create_user(
            f"clerk{number:02}@trial.example", name=f"Invented Clerk {number:02}"
        )
        RoleAssignment.objects.create(user=clerk, role="COUNSELLOR", organization=organization, starts_on=on)
        clerks[organization.pk] = clerk
    return clerks
