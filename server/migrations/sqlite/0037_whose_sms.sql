-- An SMS keeps no number: its recipient is who it is for, in 32 hexadecimal digits, and the number is read when it leaves. Of a
-- number that is nobody's any more its row names nobody.
UPDATE notices SET recipient = COALESCE(
    (SELECT lower(hex(s.person_id)) FROM staff_notices s WHERE s.id = notices.staff_notice_id),
    (SELECT lower(hex(p.id)) FROM people p WHERE p.mobile = notices.recipient ORDER BY p.id LIMIT 1),
    lower(hex(notices.id)))
WHERE channel = 'sms';

-- Each channel has a line of its own.
DROP INDEX notices_due;
CREATE INDEX notices_due ON notices (channel, due_at) WHERE state = 'waiting';
